import { describe, expect, it } from 'vitest';
import { run } from '../../site/exercises/run/run.ts';
import { runInWorker } from '../../site/exercises/run/run-in-worker.ts';
import { exercise } from './all.ts';

/** A mistake that people make: a piece of the solution, and what they write instead. */
const MISTAKES: [slug: string, mistake: string, piece: string, instead: string][] = [
  ['poll-poller', 'rounds down', 'waitMilliseconds(timeout)', 'Math.floor(timeout)'],
  ['poll-poller', 'reports POLLNVAL', 'revents & POLLNVAL', 'revents < 0'],
  ['poll-poller', 'adds twice', 'this.#asked.has(fd)', 'fd < 0'],
  ['nested-current', 'takes the global loop', 'IOLoop.#current = previous;', ''],
  ['starved-socket', 'runs a copy, and empties the rest', 'this.callbacks = [];\n', ''],
  ['undead-timer', 'forgets the shell', 'timeout.drop();', ''],
  ['timeout-heap', 'ignores the order', 'a.order < b.order', 'false'],
  [
    'timeout-heap',
    'sinks to the wrong child',
    'child + 1, child)',
    'child, child + 1)',
  ],
  ['lazy-cancel', 'counts what has left', ' && timeout.heap', ''],
  ['lazy-cancel', 'sweeps too early', 'this.#cancelled <= this.size >> 1', 'false'],
  [
    'lazy-cancel',
    'forgets the deadlines',
    'this.#deadlines = Float64Array.from(this.#entries, (timeout) => timeout.deadline);',
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
  ['stale-event', 'calls what was removed', 'if (events !== NONE) ', ''],
  ['hup-spin', 'never comes back', 'else if (this.socket.open)', 'else if (false)'],
  ['rate-limiter', 'has a fixed interval', '1000 / perSecond', '100'],
  [
    'rate-limiter',
    'counts from the plan',
    'this.#free = this.loop.time() + this.interval',
    'this.#free = Math.max(this.#free, 0) + this.interval',
  ],
  [
    'poll-poller',
    'reports one at most',
    'ready.set(fd, revents);',
    'return ready.set(fd, revents);',
  ],
  ['poll-poller', 'has another name', "name = 'poll'", "name = 'Poll'"],
  ['waker', 'passes its pipe on to children', 'O_CLOEXEC | O_NONBLOCK', 'O_NONBLOCK'],
  [
    'waker',
    'reads 64 K once',
    'while (sys.read(this.fileno(), this.#rest, 0, this.#rest.length));',
    'const all = new Uint8Array(65_536); sys.read(this.fileno(), all, 0, all.length);',
  ],
  [
    'starved-socket',
    'takes what is due after the callbacks',
    'for (const callback of callbacks) this.#guard.runCallback(callback);\n  for (const timeout of due)',
    'for (const callback of callbacks) this.#guard.runCallback(callback);\n  for (const timeout of [...due, ...this.timeouts.popDue(this.time())])',
  ],
  ['undead-timer', 'never counts a shell', 'this.#cancelled++', '{}'],
  ['undead-timer', 'counts what has left the heap', ' && timeout.heap', ''],
  [
    'timeout-heap',
    'sorts whenever it takes',
    'if (this.size > 0) this.#swap(0, this.size - 1);',
    'this.#entries.sort((a, b) => b.deadline - a.deadline || b.order - a.order); return this.#entries.pop();',
  ],
  [
    'timeout-heap',
    'keeps a sorted list',
    'let at = this.#entries.push(entry) - 1;',
    'const i = this.#entries.findIndex((each) => each.deadline > entry.deadline); this.#entries.splice(i < 0 ? this.size : i, 0, entry); let at = 0;',
  ],
  [
    'lazy-cancel',
    'misses the last parent',
    '(this.size >> 1) - 1',
    '(this.size >> 1) - 2',
  ],
  ['lazy-cancel', 'does not count down', '    this.#cancelled--;\n', ''],
  [
    'lazy-cancel',
    'does not count anew',
    '  this.#cancelled = 0;\n  // Sift',
    '  // Sift',
  ],
  [
    'periodic',
    'has a grid that begins at 0',
    'this.#beat = this.loop.time();',
    'this.#beat = 0;',
  ],
  ['periodic', 'has a fixed period', 'this.period = period;', 'this.period = 100;'],
  ['periodic', 'cannot start again', 'this.#timer = null;\n  }', '}'],
  [
    'periodic',
    'stops what has not begun',
    'if (this.#timer) this.loop.removeTimeout(this.#timer);',
    'this.loop.removeTimeout(this.#timer as Timeout);',
  ],
  [
    'periodic',
    'beats twice after a start in its callback',
    'timer && this.#timer === timer',
    'this.#timer',
  ],
  [
    'run',
    'runs the function when it is over',
    'if (state.over) return;\n  loop.addFuture',
    'loop.addFuture',
  ],
  [
    'run',
    'takes undefined for success',
    'if (outcome) throw outcome.reason;',
    'if (outcome?.reason) throw outcome.reason; if (outcome) return undefined as T;',
  ],
  ['echo-server', 'leaves its handler', '    loop.removeHandler(client);\n', ''],
  [
    'accept-storm',
    'never forgets that it has complained',
    '      this.#complained = false;\n',
    '',
  ],
  ['echo-server', 'forgets the rest', '.subarray(client', '.subarray(1e9 + client'],
  ['echo-server', 'asks for WRITE always', '? WRITE : READ', '? WRITE : READ | WRITE'],
  ['echo-server', 'reads on', 'if (unsent.length === 0) {', '{'],
  ['read-until', 'throws the rest away', 'this.#received.slice(count);', "'';"],
  ['read-until', 'looks in the new piece', 'this.#received +=', 'this.#received ='],
  ['read-until', 'reads on', 'this.loop.removeHandler(this.socket);', ''],
];

describe('the tests of the exercises', () => {
  it.each(MISTAKES)(
    'of %s fail for one who %s',
    async (slug, _, piece, instead) => {
      const { place, runnable } = exercise(slug);
      const { solution } = place;
      expect(solution).toContain(piece);
      const wrong = solution.replace(piece, () => instead);
      // What is only slow must be ended from outside.
      const slow = slug === 'timeout-heap';
      const outcome = await (slow ? runInWorker : run)(runnable, wrong);
      expect(outcome.refused).toBeNull();
      expect(outcome.passed).toBe(false);
    },
    30_000,
  );
});
