import { describe, expect, it } from 'vitest';
import { run } from '../../site/exercises/run/run.ts';
import { exercise } from './all.ts';

/** A mistake that people make: a piece of the solution, and what they write instead. */
const MISTAKES: [slug: string, mistake: string, piece: string, instead: string][] = [
  ['poll-poller', 'rounds down', 'waitMilliseconds(timeout)', 'Math.floor(timeout)'],
  ['poll-poller', 'reports POLLNVAL', 'revents & POLLNVAL', 'revents < 0'],
  ['poll-poller', 'adds twice', 'this.#asked.has(fd)', 'fd < 0'],
  ['nested-current', 'takes the global loop', 'IOLoop.#current = previous;', ''],
  ['starved-socket', 'runs a copy, and empties the rest', 'this.callbacks = [];\n', ''],
  ['undead-timer', 'forgets the shell', 'timeout.take() && ', ''],
  ['timeout-heap', 'ignores the order', 'a.order < b.order', 'false'],
  [
    'timeout-heap',
    'sinks to the wrong child',
    'child + 1, child)',
    'child, child + 1)',
  ],
  ['lazy-cancel', 'counts what has left', ' && timeout.queued', ''],
  ['lazy-cancel', 'sweeps too early', 'this.#cancelled <= this.size >> 1', 'false'],
  [
    'lazy-cancel',
    'forgets the deadlines',
    'this.#deadlines = this.#entries.map((timeout) => timeout.deadline);',
    '',
  ],
  ['lazy-cancel', 'does not build the heap again', 'i >= 0; i--', 'i > 1e9; i--'],
  ['drift', 'makes up for missed beats', '(missed + 1) * period', 'period'],
  [
    'periodic',
    'counts from now',
    'this.#beat += (missed + 1) *',
    'this.#beat = this.loop.time() +',
  ],
  ['periodic', 'stops at an error', 'finally {\n', 'catch {\n'],
  ['periodic', 'starts twice', 'if (this.#timer) return;', ''],
  ['floor-not-ceil', 'rounds to the nearest', 'Math.ceil', 'Math.round'],
  ['floor-not-ceil', 'adds one', 'Math.ceil(', '1 + Math.floor('],
  ['waker', 'opens a pipe that blocks', 'O_CLOEXEC | O_NONBLOCK);', 'O_CLOEXEC);'],
  ['waker', 'reads once', 'while (sys', 'if (sys'],
  ['waker', 'closes twice', 'this.#ends = [];', ''],
  ['undrained-waker', 'reads once', 'while (sys', 'if (sys'],
  ['lost-wakeup', 'silences last', 'this.memory.silence();\n', ''],
  [
    'lost-wakeup',
    'announces itself last',
    'this.memory.exchangeRung(false); // who posts from here on rings for himself\n    return this.memory.takeAll();',
    'const all = this.memory.takeAll();\n    this.memory.exchangeRung(false);\n    return all;',
  ],
  [
    'lost-wakeup',
    'silences after it has announced itself',
    'this.memory.silence();\n    this.memory.exchangeRung(false);',
    'this.memory.exchangeRung(false);\n    this.memory.silence();',
  ],
  ['run', 'leaves its timer', 'if (timer) loop', 'if (timer === undefined) loop'],
  ['run', 'stops for a late result', 'if (state.over) return; // ', '// '],
  ['stale-event', 'walks through a copy', 'of this.ready', 'of [...this.ready]'],
  ['hup-spin', 'never comes back', 'else if (this.socket.open)', 'else if (false)'],
  [
    'rate-limiter',
    'saves idle time up',
    'Math.max(this.loop.time(), this.#free)',
    'this.#free',
  ],
  ['echo-server', 'forgets the rest', '.subarray(client', '.subarray(1e9 + client'],
  ['echo-server', 'asks for WRITE always', '? WRITE : READ', '? WRITE : READ | WRITE'],
  ['echo-server', 'reads on', 'if (unsent.length === 0) {', '{'],
  ['read-until', 'throws the rest away', 'this.#received.slice(count);', "'';"],
  ['read-until', 'looks in the new piece', 'this.#received +=', 'this.#received ='],
  ['read-until', 'reads on', 'this.loop.removeHandler(this.socket);', ''],
];

describe('the tests of the exercises', () => {
  it.each(MISTAKES)('of %s fail for one who %s', async (slug, _, piece, instead) => {
    const { place, runnable } = exercise(slug);
    const { solution } = place;
    expect(solution).toContain(piece);
    const wrong = solution.replace(piece, () => instead);
    const outcome = await run(runnable, wrong);
    expect(outcome.refused).toBeNull();
    expect(outcome.passed).toBe(false);
  });
});
