import { describe, expect, it } from 'vitest';
import type { News, Outcome } from '../../site/exercises/exercise.ts';
import { run } from '../../site/exercises/run/run.ts';
import { runInWorker } from '../../site/exercises/run/run-in-worker.ts';
import { runTests } from '../../site/exercises/run/run-tests.ts';
import * as testing from '../../site/exercises/run/testing.ts';
import { exercise } from './all.ts';

const FIX = exercise('starved-socket');
const WRITE = exercise('periodic');
const SHORT = 1500; // ms without news: it is enough on a busy machine, too

/** Runs the solution, with one line of it written anew. */
function mistake(line: string, anew: string, { runnable, place } = FIX) {
  expect(place.solution).toContain(line);
  return run(runnable, place.solution.replace(line, anew));
}

const FIRST = 'const callbacks = this.callbacks;'; // stands in line 6, column 3

const summary = ({ results }: Outcome) =>
  results.map(({ passed, failure }) => passed || failure?.why?.en);

describe('run', () => {
  it('says line and column of a syntax error, in the lines of the student', async () => {
    const { refused } = await mistake(FIRST, 'const callbacks = = this.callbacks;');
    expect(refused?.message).toBe('SyntaxError: Unexpected token');
    expect(refused?.position).toEqual({ file: 'poll-ioloop.ts', line: 6, column: 21 });
  });

  it.each([
    ['a name declared twice', 'const x = 1;\n  const x = 2;\n', 3],
    [
      'a private name that nobody declares',
      '\nclass A { f() { return this.#no; } }\n',
      3,
    ],
    ['a constant without a value', '\nconst x;\n', 3],
    ['await where nothing waits', '\nfunction f() { await 1; }\n', 3],
    ['a regular expression that is none', '\nconst r = /(/;\n', 3],
    ['a break without a loop', '\nif (true) break;\n', 3],
  ])('says where there is %s', async (_, code, line) => {
    const { runnable, place } = WRITE;
    const { refused } = await run(runnable, `// first line\n${code}${place.solution}`);
    expect(refused?.message).toMatch(/^SyntaxError: /);
    expect(refused?.position).toMatchObject({ file: 'periodic.ts', line });
    expect(refused?.position?.column).toBeGreaterThan(1);
  });

  it('names what was imported as it was written', async () => {
    const { runnable, place } = exercise('timeout-heap');
    const { results } = await run(runnable, place.solution.replace('MinHeap', 'Heap'));
    expect(results[0]?.failure?.message).toBe(
      'TypeError: MinHeap is not a constructor',
    );
  });

  it.each([
    [0, [], 'Not yet.'],
    [1, ['no'], 'Not yet.'],
    [2, ['no'], 'The very first'],
    [2, [], 'Nothing is written yet'],
  ])(
    'tells one who predicts for the time after %i as much as is good',
    async (tries, list, said) => {
      const { runnable } = exercise('predict-order');
      const text = ['first', 'second', 'third']
        .map((name) => `export const ${name}: string[] = ${JSON.stringify(list)};\n`)
        .join('');
      const { results } = await run({ ...runnable, tries }, text);
      expect(results[0]?.failure?.why?.en).toContain(said);
    },
  );

  it.each([
    ['an enum', 'enum Colour {}\n'],
    ['a namespace', 'namespace Colours { export const red = 1 }\n'],
    ['a parameter property', 'class Colour { constructor(private x = 1) {} }\n'],
    ['an import of the old kind', 'import colour = colours.red;\n'],
  ])('refuses %s, which Node could not run either', async (_, code) => {
    const { runnable, place } = WRITE;
    const { refused } = await run(runnable, `// first line\n${code}${place.solution}`);
    expect(refused?.why?.en).toContain('can be erased');
    expect(refused?.position).toMatchObject({ file: 'periodic.ts', line: 2 });
  });

  it('takes a declaration of what exists elsewhere', async () => {
    const { runnable, place } = WRITE;
    const declared = `declare enum Colour {}\ndeclare namespace Colours {}\n`;
    const readonly = 'type Colours2 = (readonly: readonly string[]) => void;\n';
    expect(await run(runnable, declared + readonly + place.solution)).toMatchObject({
      passed: true,
    });
  });

  it('says where an error was thrown, behind types that are no longer there', async () => {
    const typed = `const f = (x: number | string, y: unknown): number => nowhere; f(1, 2);`;
    const { results } = await mistake(FIRST, `${typed} ${FIRST}`);
    const at = { file: 'poll-ioloop.ts', line: 6, column: 57 };
    expect(results[0]?.failure).toMatchObject({
      message: 'ReferenceError: nowhere is not defined',
      position: at,
    });
  });

  it('keeps what is printed with the test that has printed it', async () => {
    const { results } = await mistake(FIRST, `${FIRST} console.log('n', [0]);`);
    expect(results[1]?.printed).toEqual(['n [ 0 ]', 'n [ 0 ]']);
  });

  it('gives the turns of the loop, one poll in each but the last', async () => {
    const { results } = await run(FIX.runnable, FIX.place.solution);
    const [first, last] = results.at(-1)?.turns ?? [];
    expect(first?.callbacks.map(({ name }) => name)).toEqual(['spin']);
    expect(first?.poll).toEqual({ timeout: 0, start: 0, end: 0, ready: [[7, 1]] });
    expect(first?.handlers.map(({ name }) => name)).toEqual(['onRead']);
    expect(last).not.toHaveProperty('poll');
  });

  it('has news of each test before and after it', async () => {
    const news: News[] = [];
    await run(FIX.runnable, FIX.place.solution, (one) => news.push(one));
    const told = news.map((one) =>
      'index' in one ? `${one.tell} ${one.index}` : one.tell,
    );
    expect(told.slice(0, 4)).toEqual(['starts', 'tests', 'begins 0', 'result 0']);
    expect(told.at(-1)).toBe('outcome');
  });

  it('is the same every time', async () => {
    const [once, again] = [1, 2].map(() => run(FIX.runnable, FIX.place.start));
    expect(await once).toEqual(await again);
  });
});

describe('a claim', () => {
  const NAME = { zh: '一个', en: 'one' };
  const written = { exercise: FIX.runnable, text: '', mappings: '' };
  const failing = async (body: () => void) => {
    const load = () => testing.test(NAME, body);
    return (await runTests(written, load, () => {})).results[0]?.failure;
  };

  it('that does not hold fails its test, whoever catches what is thrown', async () => {
    const failure = await failing(() => {
      try {
        testing.expect([1], { zh: '一', en: 'of one' }).toEqual([2]);
      } catch {}
    });
    expect(failure).toMatchObject({ why: { en: 'of one' }, expected: '[ 2 ]' });
  });

  it.each([
    [
      { b: 1, a: [undefined] },
      { a: [undefined], b: 1, c: undefined },
    ],
    [new Map([['a', new Set([1, 2])]]), new Map([['a', new Set([2, 1])]])],
    [Uint8Array.of(1), [1]],
    [-0, 0],
    [new TypeError('x'), Object.assign(new Error('x'), { name: 'TypeError' })],
  ])('takes %o for equal to %o', async (actual, expected) => {
    expect(await failing(() => testing.expect(actual).toEqual(expected))).toBeNull();
  });

  it.each([
    ['1', 1],
    [[1], { 0: 1 }],
    [{ a: null }, {}],
    [() => 1, () => 1],
    [new Map([[1, 2]]), { 1: 2 }],
  ])('takes %o for another than %o', async (actual, expected) => {
    expect(await failing(() => testing.expect(actual).toEqual(expected))).toBeTruthy();
  });

  it('comes to its end over a circle, and refuses what has none', async () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(await failing(() => testing.expect(circle).toEqual([circle]))).toBeTruthy();
    const wide = Array.from({ length: 300_000 }, () => 0);
    const said = await failing(() => testing.expect(wide).toEqual([]));
    expect(said?.message).toContain('too large to be looked at');
  });
});

describe('runInWorker', () => {
  const inWorker = (line: string, anew: string) =>
    runInWorker(FIX.runnable, FIX.place.solution.replace(line, anew), { limit: SHORT });

  it('gives what run() gives', async () => {
    const { runnable, place } = FIX;
    const outcome = await runInWorker(runnable, place.start);
    expect(outcome).toEqual(await run(runnable, place.start));
  });

  it('ends a program that never ends, and says in which test', async () => {
    const hangs = 'if (this.timeouts.size > 0) for (console.log("in"); ; );';
    const outcome = await inWorker(FIRST, `${hangs} ${FIRST}`);
    expect(summary(outcome)).toEqual([
      true,
      expect.stringContaining('Ended after 1.5 s'),
      expect.stringContaining('Not run'),
      expect.stringContaining('Not run'),
      expect.stringContaining('Not run'),
    ]);
    expect(outcome.results[1]?.printed).toEqual(['in']);
  });

  it('survives a program that ends its process', async () => {
    const outcome = await inWorker(FIRST, `process.exit(7); ${FIRST}`);
    expect(summary(outcome)[0]).toBe('The program has ended itself: exit(7)');
  });
});
