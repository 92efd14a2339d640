import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parting } from '../../site/replays/events.ts';
import { readScenarios } from '../../site/replays/library.ts';
import type { LoopEvent } from '../../site/replays/player/loop-event.ts';
import { pairsOf, partingOf, type Told } from '../../site/replays/player/pairs.ts';
import { Run } from '../../site/replays/player/run.ts';
import { storyOf } from '../../site/replays/player/story.ts';
import { Program } from '../../site/replays/program.ts';
import { answered } from '../../site/replays/questions.ts';
import type { Recording } from '../../site/replays/recording.ts';
import { stateAt } from '../../site/replays/recording.ts';
import { needsEpoll } from '../kernel.ts';
import { printedIn, ROOT, ranIn, recordings, replay } from './support.ts';

const recorded = await recordings();
const runs = recorded.flatMap(({ recording, twins }) => [
  recording,
  ...twins.map((twin) => twin.recording),
]);

/** The answer to the nth question of a replay. */
async function answerOf(slug: string, index = 0): Promise<string> {
  const { recording, file, scenario } = await replay(slug);
  const asked = file.questions[index];
  if (!asked) throw new Error(`${slug} asks less`);
  const program = new Program(ROOT, scenario);
  const lineOf = (at: { file: string; quote: string }) =>
    program.lineOf(at.file, at.quote);
  const { choices, answer } = answered(recording, asked, lineOf);
  expect(new Set(choices).size).toBe(choices.length);
  return choices[answer] ?? '';
}

async function twinOf(id: string) {
  const { recording: good, twins } = await replay(id.replace(/~.*/, ''));
  const twin = twins.find((each) => each.id === id);
  if (!twin) throw new Error(`No twin ${id}`);
  return { good, ...twin };
}

describe('the replays', () => {
  it('are programs of at most 40 lines, with a question nearly each', () => {
    const scenarios = readScenarios(ROOT);
    expect(scenarios.length).toBeGreaterThanOrEqual(17);
    expect(scenarios.flatMap(({ file }) => file.twins).length).toBeGreaterThanOrEqual(
      6,
    );
    for (const { scenario } of scenarios) {
      const lines = readFileSync(scenario, 'utf8').trimEnd().split('\n');
      expect(lines.length, scenario).toBeLessThanOrEqual(40);
    }
    const silent = scenarios.filter(({ file }) => file.questions.length === 0);
    // The second is about an epoll set of its own, of which no question can ask.
    expect(silent.map(({ slug }) => slug)).toEqual(['one-callback', 'ghost-delete']);
  });

  it('have an answer to each question, and a wrong one', async () => {
    for (const { slug, file } of recorded) {
      for (const i of file.questions.keys())
        expect(await answerOf(slug, i)).toBeTruthy();
    }
  });

  it('are small: 60 kB, compressed, for 600 steps', () => {
    for (const { id, ...recording } of runs) {
      const { length } = gzipSync(JSON.stringify({ id, ...recording }));
      expect(length, id).toBeLessThan(60_000);
      expect(recording.steps.length, id).toBeLessThanOrEqual(600);
    }
  });

  it('take a step at a time into every file, symbol and turn that they name', () => {
    for (const { id, steps, files, symbols, turns } of runs) {
      expect(new Set(steps.map(({ file }) => file)).size, id).toBe(files.length);
      expect(new Set(steps.map(({ symbol }) => symbol)).size, id).toBe(symbols.length);
      for (const [i, turn] of turns.entries()) {
        const recording = runs.find((run) => run.id === id) as (typeof runs)[0];
        expect(stateAt(recording, turn.first).turn, id).toBe(i + 1);
      }
    }
  });
});

describe('the answers', () => {
  it('say who runs next', async () => {
    expect(await answerOf('next-turn')).toBe('onReadable');
    expect(await answerOf('timeout-order')).toBe('rice');
    expect(await answerOf('two-stops')).toBe('neighbour');
  });

  it('say for how long the loop sleeps', async () => {
    expect(await answerOf('poll-timeout', 0)).toBe('0');
    expect(await answerOf('poll-timeout', 1)).toBe('2');
    expect(await answerOf('poll-timeout', 2)).toBe('-1');
    expect(await answerOf('clock-twice')).toBe('60');
  });

  it('say which descriptors are ready', async () => {
    needsEpoll();
    expect(await answerOf('readable-pipe', 0)).toBe('[5]');
  });
});

describe('a broken twin', () => {
  it('lets a callback that adds itself starve a ready descriptor', async () => {
    const { good, recording } = await twinOf('next-turn~no-snapshot');
    expect(ranIn(good)[0]).toEqual(['again', 'onReadable']);
    expect(ranIn(recording)[0]).toEqual(['again', 'again', 'again', 'onReadable']);
  });

  it('wakes too early, and spins, when it rounds down', async () => {
    const { good, recording } = await twinOf('poll-timeout~floor');
    const early = ranIn(recording).filter((ran) => ran.length === 0).length;
    expect(early).toBeGreaterThan(ranIn(good).filter((ran) => ran.length === 0).length);
  });

  it('spins when nobody empties the waker', async () => {
    needsEpoll();
    const { good, recording } = await twinOf('wake-from-worker~no-drain');
    const wakings = (ran: string[][]) => ran.flat().filter((name) => name === '#take');
    expect(wakings(ranIn(good))).toHaveLength(1);
    expect(wakings(ranIn(recording)).length).toBeGreaterThan(1);
  });

  it('tells the new owner of a number what was meant for the old', async () => {
    const { good, recording } = await twinOf('remove-in-batch~dispatch-after-remove');
    expect(ranIn(good).flat()).not.toContain('onNewcomer');
    expect(ranIn(recording).flat()).toContain('onNewcomer');
  });

  it('is late by what the callbacks took when it reads the clock once', async () => {
    const { good, recording } = await twinOf('clock-twice~clock-once');
    expect(printedIn(good)).toBe('called at 100 ms\n');
    expect(printedIn(recording)).toBe('called at 140 ms\n');
  });

  it('leaves what stands behind an await until the loop has stopped', async () => {
    const { good, recording } = await twinOf('promise-in-handler~no-checkpoint');
    const lines = (text: string) => text.trim().split('\n');
    expect(lines(printedIn(good)).indexOf('answered: 42')).toBe(1);
    expect(lines(printedIn(recording)).indexOf('answered: 42')).toBe(2);
  });

  const told = (recording: Recording): Told => {
    const run = new Run(recording);
    return { run, events: storyOf(run) };
  };

  /** Both runs at the pair of events at which the player opens. */
  async function opened(id: string) {
    const { good, recording } = await twinOf(id);
    const [a, b] = [told(good), told(recording)];
    const pairs = pairsOf(a, b);
    const [i, k] = pairs[partingOf(a, b, pairs)] ?? [0, 0];
    const [calm, mistaken] = [a.events[i], b.events[k]] as [LoopEvent, LoopEvent];
    return {
      calm,
      mistaken,
      states: [a.run.state(calm.step), b.run.state(mistaken.step)],
    };
  }

  it('is opened where it first shows what the good run will not', async () => {
    const removed = await opened('remove-in-batch~dispatch-after-remove');
    expect(removed.mistaken.said.en).toContain('onNewcomer');
    const late = await opened('clock-twice~clock-once');
    expect([late.calm.kind, late.mistaken.kind]).toEqual(['how', 'how']);
    expect(late.states.map(({ timeout }) => timeout)).toEqual([60, 100]);
  });

  it('is not opened earlier because two real clocks differ', async () => {
    needsEpoll();
    const { states } = await opened('wake-from-worker~no-drain');
    expect(states.map(({ ready }) => ready.length)).toEqual([0, 1]);
  });

  it('parts from the good run at one step of each', async () => {
    const { good, recording, parting: at } = await twinOf('next-turn~no-snapshot');
    expect(stateAt(recording, at.broken).running).toBe('again');
    expect(stateAt(good, at.good).turn).toBe(1);
    expect(() => parting(good, good)).toThrow(/nothing is broken/);
  });
});
