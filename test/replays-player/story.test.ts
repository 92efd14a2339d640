import { describe, expect, it } from 'vitest';
import { eventAt } from '../../site/replays/player/loop-event.ts';
import { eventOf } from '../../site/replays/player/question.ts';
import { Run } from '../../site/replays/player/run.ts';
import { storyOf } from '../../site/replays/player/story.ts';
import { changed } from '../../site/replays/player/story-words.ts';
import { howLong, woken } from '../../site/replays/player/turn-words.ts';
import { Walk } from '../../site/replays/player/walk.ts';
import type { Recording } from '../../site/replays/recording.ts';
import { recording as fixture } from './fixture.ts';

const PROGRAM = 'content/replays/x/scenario.ts';

/** The recording of the fixture, with a program that its first steps are of. */
const recording: Recording = {
  ...fixture,
  files: [...fixture.files, PROGRAM],
  steps: fixture.steps.map((step, i) =>
    i === 0 || i === 3 ? { ...step, file: 2, line: 20 + i } : step,
  ),
};
const run = new Run(recording);
const events = storyOf(run);

describe('the story of a run', () => {
  it('begins with the program, and has an event for each thing that the loop does', () => {
    expect(events.map(({ kind }) => kind)).toEqual([
      'program',
      'own',
      'start',
      'own',
      'turn',
      'runs',
      'how',
      'look',
      'turn',
      'runs',
      'how',
      'sleep',
      'woken',
      'runs',
      'turn',
      'runs',
      'left',
    ]);
  });

  it('goes forward in the lines, and leaves none out', () => {
    const froms = events.map(({ from }) => from);
    expect(froms).toEqual(froms.toSorted((a, b) => a - b));
    for (const [i, { from, step }] of events.entries()) {
      expect(from).toBeLessThanOrEqual(step);
      expect(eventAt(events, step)).toBeGreaterThanOrEqual(i);
    }
  });

  it('lights a line of the program at each event, once there was one', () => {
    expect(events.slice(1).every(({ line }) => line >= 20)).toBe(true);
  });

  it('says everything in both languages', () => {
    for (const { said } of events.slice(1)) {
      expect(said.en).toMatch(/^[A-Z`].*\.$/);
      expect(said.zh).toMatch(/。$/);
      expect(said.en + said.zh).not.toMatch(/undefined|NaN|null/);
    }
  });
});

describe('a walk', () => {
  it('has two grains, and is at the same place in both', () => {
    const walk = new Walk(run, events);
    const at = events.findIndex(({ kind }) => kind === 'how');
    const step = walk.turnOver(at);
    expect(walk.lines).toBe(true);
    expect(step).toBe(events[at]?.from);
    expect(walk.turnOver(step)).toBe(at);
    expect(walk.last).toBe(events.length - 1);
  });

  it('steps over a call, and on to the next event', () => {
    const walk = new Walk(run, events);
    walk.lines = true;
    expect(walk.over(7)).toBe(8); // depth 1, back from depth 2
    expect(walk.nextEvent(4)).toBe(events[eventAt(events, 4) + 1]?.from);
    walk.lines = false;
    expect(walk.nextTurn(0)).toBe(events.findIndex(({ turn }) => turn === 0));
  });
});

describe('a question', () => {
  const ask = (step: number, kind: Parameters<typeof eventOf>[0]['kind']) =>
    events[eventOf({ step, kind, zh: '', en: '', choices: [], answer: 0 }, events)]
      ?.kind;

  it('stands at the event that answers it', () => {
    expect(ask(6, 'poll-timeout')).toBe('how');
    expect(ask(17, 'ready-fds')).toBe('woken');
    expect(ask(13, 'next-callback')).toBe('runs');
  });
});

describe('sentences', () => {
  const state = (n: number) => ({
    ...run.state(0),
    callbacks: Array.from({ length: n }, (_, i) => `c${i}`),
  });

  it.each([
    [1, '`c0` joins the callback queue'],
    [2, '`c0`, `c1` join the callback queue'],
    [6, '`c0`, `c1`, `c2`, `c3` and 2 more join the callback queue'],
  ])('agree with their subjects: %i callbacks', (n, text) => {
    const [said] = changed(state(0), state(n));
    expect(said?.en).toContain(text);
  });

  it.each([
    [[7], 'fd 7 becomes ready'],
    [[5, 7], 'fd 5 and fd 7 become ready'],
  ])('agree with their subjects: fds %j', (fds, text) => {
    const ready = fds.map((fd): [number, number] => [fd, 1]);
    const poll = { step: 0, timeout: 100, start: 0, end: 40, ready };
    expect(woken(poll, [], 'epoll').en).toContain(text);
  });

  it('give the reason for each length of a sleep', () => {
    const entry = { id: 0, name: 'tick', deadline: 300, cancelled: false };
    const waits = { ...state(0), now: 120, timeouts: [entry] };
    expect(howLong(waits, 180).en).toContain('`tick` at 300 ms, and it is 120 ms');
    expect(howLong(waits, 100).en).toContain('but it asks for 100 ms');
    expect(howLong(state(1), 0).en).toContain('A callback is waiting');
    expect(howLong(state(0), -1).en).toContain('until something happens');
  });
});
