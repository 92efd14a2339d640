/** A small recording made by hand: two turns, three timeouts, one descriptor. */

import { readFileSync } from 'node:fs';
import type {
  Call,
  Phase,
  Recording,
  State,
  Step,
} from '../../site/replays/recording.ts';

const HEART = 'loop/core/poll-ioloop.ts';
const HEAP = 'loop/core/timeouts.ts';
const FILES = [HEART, HEAP];
const SYMBOLS = [
  'PollIOLoop.addCallback',
  'PollIOLoop.turn',
  'PollIOLoop.#runCallbacks',
  'PollIOLoop.pollTimeout',
  'PollIOLoop.#runHandlers',
  'TimeoutHeap.add',
  'PollIOLoop.poll',
];

const entry = (id: number, name: string, deadline: number, cancelled = false) => ({
  id,
  name,
  deadline,
  cancelled,
});
const [tick, retry, idle] = [
  entry(0, 'tick', 300),
  entry(1, 'retry', 450),
  entry(2, 'idle', 600),
];
const dead = { ...retry, cancelled: true };

const START: State = {
  now: 0,
  turn: 0,
  phase: null,
  callbacks: [],
  batch: [],
  timeouts: [],
  interests: [{ fd: 3, what: 'waker', events: 1, handler: 'woken' }],
  ready: [],
  timeout: null,
  running: null,
  stopped: false,
};

function lineOf(file: string, quote: string): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(quote));
  if (at < 0) throw new Error(`${file}: no “${quote}”`);
  return at + 1;
}

const wait = (timeout: number, start: number, end: number, result: string): Call => ({
  name: 'epoll_wait',
  args: ['4', result === '0' ? '[]' : '[{EPOLLIN, fd=7}]', '1024', String(timeout)],
  result,
  start,
  end,
});

const at = (
  [file, quote, symbol, depth]: [number, string, number, number],
  state?: Partial<State>,
  calls?: Call[],
): Step => ({
  file,
  line: lineOf(FILES[file] as string, quote),
  symbol,
  depth,
  ...(state && { state }),
  ...(calls && { calls }),
});

const phase = (name: Phase, more: Partial<State> = {}): Partial<State> => ({
  phase: name,
  ...more,
});

const PUSH: [number, string, number, number] = [0, 'this.callbacks.push(queued)', 0, 1];
const ADD: [number, string, number, number] = [1, 'this.#entries.push(timeout)', 5, 2];
const TAKE: [number, string, number, number] = [
  0,
  'const callbacks = this.callbacks',
  2,
  2,
];
const DUE: [number, string, number, number] = [0, 'const due = this.timeouts', 2, 2];
const RUN: [number, string, number, number] = [0, 'of callbacks) this.#guard', 2, 2];
const FIRE: [number, string, number, number] = [0, 'if (!timeout.fn) continue', 2, 2];
const LONG: [number, string, number, number] = [0, 'return Math.min(Math.max', 3, 2];
const WAIT: [number, string, number, number] = [0, 'return this.poller.poll', 6, 2];
const SET: [number, string, number, number] = [0, 'this.#note(this.poll', 1, 1];
const HAND: [number, string, number, number] = [0, 'this.#guard.runHandler', 4, 2];
const OUT: [number, string, number, number] = [
  0,
  'if (!this.running) return false',
  1,
  1,
];

const seven = { fd: 7, what: '7', events: 1, handler: 'onRead' };

export const recording: Recording = {
  id: 'fixture',
  backEnd: 'epoll',
  node: 'v26',
  kernel: '6',
  files: FILES,
  symbols: SYMBOLS,
  start: START,
  steps: [
    at(PUSH),
    at(ADD, { callbacks: ['hello'] }),
    at(ADD, { timeouts: [tick], interests: [...START.interests, seven] }),
    at(ADD, { timeouts: [tick, retry] }),
    at(TAKE, phase('callback', { turn: 1, timeouts: [tick, dead, idle] })),
    at(DUE, { callbacks: [], batch: ['hello'] }),
    at(RUN),
    at(PUSH, { running: 'hello', batch: [] }),
    at(OUT, { running: null, callbacks: ['reply'], now: 30 }),
    at(LONG, phase('how')),
    at(WAIT, phase('sleep', { timeout: 0 })),
    at(SET, { now: 30 }, [wait(0, 30, 30, '0')]),
    at(HAND, phase('handler', { timeout: null })),
    at(TAKE, phase('callback', { turn: 2 })),
    at(DUE, { callbacks: [], batch: ['reply'] }),
    at(RUN),
    at(OUT, { running: null, batch: [], now: 150 }),
    at(LONG, phase('how')),
    at(WAIT, phase('sleep', { timeout: 150 })),
    at(SET, { now: 300, ready: [{ fd: 7, events: 1 }] }, [wait(150, 150, 300, '1')]),
    at(HAND, phase('handler', { running: 'onRead', ready: [] })),
    at(TAKE, phase('callback', { turn: 3, timeout: null, running: null })),
    at(DUE, { batch: [] }),
    at(FIRE, phase('timeout', { timeouts: [dead, idle], batch: ['tick'] })),
    at(OUT, { running: null, batch: [], stopped: true }),
  ],
  turns: [
    {
      first: 4,
      timeouts: [],
      handlers: [],
      callbacks: [{ name: 'hello', step: 6, start: 0, end: 30 }],
      poll: { step: 10, timeout: 0, start: 30, end: 30, ready: [] },
    },
    {
      first: 13,
      timeouts: [],
      callbacks: [{ name: 'reply', step: 15, start: 30, end: 150 }],
      poll: { step: 18, timeout: 150, start: 150, end: 300, ready: [[7, 1]] },
      handlers: [{ name: 'onRead', step: 20, start: 300, end: 300 }],
    },
    {
      first: 21,
      callbacks: [],
      handlers: [],
      timeouts: [{ name: 'tick', step: 23, start: 300, end: 300 }],
    },
  ],
};
