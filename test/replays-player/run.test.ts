import { describe, expect, it } from 'vitest';
import { sharedAxis } from '../../site/replays/player/axis.ts';
import { changes } from '../../site/replays/player/changes.ts';
import { nearest, planFilm, SHAPE } from '../../site/replays/player/film-plan.ts';
import { paceOf } from '../../site/replays/player/pace.ts';
import { pairsOf, partingOf, turnsOf } from '../../site/replays/player/pairs.ts';
import { Run } from '../../site/replays/player/run.ts';
import { storyOf } from '../../site/replays/player/story.ts';
import { valuesOn } from '../../site/replays/player/values.ts';
import type { Turn } from '../../site/replays/recording.ts';
import { score, stopsPath } from '../../site/score/score.ts';
import type { Turn as DrawnTurn } from '../../site/score/turns.ts';
import { recording } from './fixture.ts';

const run = new Run(recording);

describe('a run', () => {
  it('has the state before each step, unchanged fields being the same objects', () => {
    expect(run.state(0).callbacks).toEqual([]);
    expect(run.state(4).callbacks).toEqual(['hello']);
    expect(run.state(7).interests).toBe(run.state(2).interests);
  });

  it('knows the turn of a step, and goes from turn to turn', () => {
    expect([run.turn(0), run.turn(4), run.turn(12), run.turn(13)]).toEqual([
      -1, 0, 0, 1,
    ]);
    expect([run.nextTurn(0), run.nextTurn(5), run.nextTurn(13)]).toEqual([4, 13, 21]);
    expect(run.nextTurn(22)).toBe(run.last);
    expect([run.previousTurn(15), run.previousTurn(13), run.previousTurn(4)]).toEqual([
      13, 4, 0,
    ]);
  });

  it('remembers the lines of the turn that have run, and forgets those of the last', () => {
    expect(run.ranBefore(6).size).toBe(2);
    expect(run.ranBefore(13).size).toBe(0);
  });

  it('stays inside the recording', () => {
    expect([run.clamp(-5), run.clamp(1e6), run.clamp(NaN)]).toEqual([0, run.last, 0]);
  });
});

describe('changes', () => {
  const between = (a: number) =>
    changes(run.state(a - 1), run.state(a), run.step(a)).map(({ en }) => en);

  it('are told in words, with the system calls first', () => {
    expect(between(1)).toEqual(['queued: hello']);
    expect(between(5)).toContain('this batch: hello');
    expect(between(19)[0]).toBe('epoll_wait(4, [{EPOLLIN, fd=7}], 1024, 150) = 1');
    expect(between(19)).toContain('ready: fd 7 READ');
    expect(between(24)).toContain('asked to stop');
  });

  it('tell an entry that was cancelled from one that has left the heap', () => {
    expect(between(4)).toContain('cancelled: retry @ 450');
    expect(between(23)).toContain('out of the heap: tick @ 300');
  });
});

describe('the film', () => {
  const plan = planFilm(run);

  it('places each step further along than the one before', () => {
    for (let i = 1; i <= run.last; i++) {
      const [before, here] = [plan.steps[i - 1], plan.steps[i]];
      expect(here?.length).toBeGreaterThan(before?.length as number);
    }
  });

  it('finds the step that is nearest to a place', () => {
    expect(nearest(plan.steps, plan.steps[17]?.x as number)).toBe(17);
    expect(nearest(plan.steps, -100)).toBe(0);
  });

  it('has a mark for all that ran, at the step where it began', () => {
    expect(plan.marks.map(({ name, step }) => [name, step])).toEqual([
      ['hello', 6],
      ['reply', 15],
      ['onRead', 20],
      ['tick', 23],
    ]);
  });

  it('goes on where the loop was stopped and is started again', () => {
    const [{ poll: _, ...first }, ...others] = recording.turns as [Turn, ...Turn[]];
    const again = new Run({ ...recording, turns: [first, ...others] });
    const { score, steps } = planFilm(again);
    const lengths = steps.map(({ length }) => length);
    expect(score.turns).toHaveLength(recording.turns.length);
    expect(score.stops).toHaveLength(1);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(stopsPath(score).match(/M/g)).toHaveLength(2);
  });

  it('sleeps to scale while it plays, and gives all other events the same time', () => {
    const paces = storyOf(run).map(
      (event) => [event.kind, paceOf(run, event)] as const,
    );
    const slept = paces.filter(([kind]) => kind === 'woken');
    expect(slept.map(([, { stroke }]) => stroke)).toEqual([150 * 15]);
    const others = paces.filter(([kind]) => kind !== 'woken');
    expect(new Set(others.map(([, { stroke, stay }]) => stroke + stay)).size).toBe(1);
  });
});

const told = (run: Run) => ({ run, events: storyOf(run) });

describe('two runs side by side', () => {
  const all = told(run);
  const lastOf = ({ events }: typeof all) => events.length - 1;

  it('step together, turn by turn, and the shorter one waits', () => {
    const short = told(new Run({ ...recording, turns: recording.turns.slice(0, 2) }));
    const pairs = pairsOf(all, short);
    expect(pairs.length).toBeGreaterThanOrEqual(all.events.length);
    expect(pairs.at(-1)).toEqual([lastOf(all), lastOf(short)]);
    const turns = turnsOf(short, all, pairsOf(short, all));
    const third = turns.next(turns.next(turns.next(0)));
    expect(turns.previous(third)).toBeLessThan(third);
  });

  it('part at the event after which a state differs', () => {
    const steps = recording.steps.map((step, i) =>
      i === 18 ? { ...step, state: { ...step.state, timeout: 270 } } : step,
    );
    const simulated = { ...recording, backEnd: 'simulated' };
    const [good, broken] = [
      told(new Run(simulated)),
      told(new Run({ ...simulated, steps })),
    ];
    const pairs = pairsOf(good, broken);
    const [a, b] = pairs[partingOf(good, broken, pairs)] ?? [0, 0];
    expect([good.events[a]?.kind, broken.events[b]?.kind]).toEqual(['how', 'how']);
  });

  it('do not part over the time, where the clock is a real one', () => {
    const steps = recording.steps.map((step, i) =>
      i === 9 ? { ...step, state: { ...step.state, now: 0.7 } } : step,
    );
    const later = told(new Run({ ...recording, steps }));
    expect(partingOf(all, later, pairsOf(all, later))).toBe(0);
  });

  it('have one axis: what happens at one time stands at one place', () => {
    const turns = [[turnOf(0, 60), turnOf(60, 100)], [turnOf(0, 100, ['a', 'b', 'c'])]];
    const endOf = sharedAxis(turns, 2);
    const plans = turns.map((own) =>
      score(own, { ...SHAPE, perMs: 2, ...(endOf && { endOf }) }),
    );
    const ends = plans.map(({ rests }) =>
      rests.map(({ along, length, poll }) => [poll.end, along + length]),
    );
    expect(ends[0]?.at(-1)).toEqual(ends[1]?.at(-1));
    for (const { rests } of plans)
      for (const { length, poll } of rests)
        expect(length).toBeGreaterThanOrEqual((poll.end - poll.start) * 2 - 1e-6);
  });
});

function turnOf(start: number, end: number, names: string[] = []): DrawnTurn {
  const callbacks = names.map((name) => ({ name, start, end: start }));
  const poll = { timeout: end - start, start, end, ready: [] };
  return { callbacks, timeouts: [], poll, handlers: [] };
}

describe('values at the end of a line', () => {
  it('are those that the line names', () => {
    const line = '    const callbacks = this.callbacks;';
    expect(valuesOn(line, run.state(4), undefined)).toBe('[hello]');
    expect(valuesOn('    return x;', run.state(4), undefined)).toBe('');
  });

  it('have no end where the loop may sleep for ever', () => {
    const line = '    return this.poller.poll(timeout);';
    expect(valuesOn(line, { ...run.state(18), timeout: -1 }, undefined)).toBe(
      'timeout ∞',
    );
  });

  it('do not give away what is being asked', () => {
    const line = '    const ready = this.poll(this.pollTimeout());';
    expect(valuesOn(line, run.state(18), undefined)).toBe('timeout 150');
    expect(valuesOn(line, run.state(18), 'poll-timeout')).toBe('timeout ?');
  });
});
