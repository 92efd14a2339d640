import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Grader } from '../../site/exercises/grading/grader.ts';
import type { Graded } from '../../site/exercises/grading/points.ts';
import { exercises, openGrader } from './all.ts';

type Attack = readonly [what: string, attack: string, said: string | RegExp];

const HEAP =
  exercises.find(({ slug }) => slug === 'timeout-heap')?.place.solution ?? '';
const RAN_ON = 'Ended after 2 s: most likely';

vi.setConfig({ testTimeout: 30_000 }); // on a machine that is busy

let grader: Grader;
beforeAll(async () => {
  grader = await openGrader();
}, 60_000);

const messages = ({ why, tests }: Graded): string[] =>
  [why, ...tests.map(({ failure }) => failure)].flatMap((one) => one?.message ?? []);

/** Collects whatever can be reached and is not frozen. */
const WALK = `function loose(waiting) {
  const seen = new Set(), found = [];
  for (const [it, path] of waiting) {
    const isThing = typeof it === 'function' || (typeof it === 'object' && it !== null);
    if (!isThing || seen.has(it)) continue;
    seen.add(it);
    if (!Object.isFrozen(it)) found.push(path);
    waiting.push([Object.getPrototypeOf(it), path + '.__proto__']);
    for (const key of Reflect.ownKeys(it)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(it, key);
      const name = path + '.' + String(key);
      waiting.push([value, name], [get, name], [set, name]);
    }
  }
  return seen.size + ':' + found.join(' ');
}
`;

/** What is written above the solution of the heap, and what comes of it. */
const ATTACKS: readonly Attack[] = [
  ['ending the process', 'process.exit(0);\n', 'process is not defined'],
  ['a loop that never ends', 'for (;;);\n', RAN_ON],
  [
    'promises that never end',
    'const f = async () => { for (;;) await 0; }; f();\n',
    RAN_ON,
  ],
  [
    'taking memory',
    "let s = []; for (;;) s.push(new Array(1e5).fill('x'));\n",
    /too much memory|^Ended after 2 s/, // where the machine is too busy to fill it in time
  ],
  [
    'taking memory outside of the heap',
    'const s = []; for (;;) s.push(new Uint8Array(3e7).fill(1));\n',
    /memory|Array buffer allocation failed|^Ended after 2 s/, // as above
  ],
  [
    'reading files',
    "import { readFileSync } from 'node:fs';\nreadFileSync('/etc/passwd');\n",
    'No import of node:fs here',
  ],
  ['a dynamic import', "await import('node:fs');\n", 'await'],
  ['a network', "fetch('http://127.0.0.1/');\n", 'fetch is not defined'],
  [
    'code made from text',
    "(() => {}).constructor('return process')();\n",
    'Code generation from strings disallowed',
  ],
  [
    'importing what the test is written with',
    "import { expect } from '../../../../site/exercises/run/testing.ts';\nexpect;\n",
    'No import of site/exercises/run/testing.ts here',
  ],
  [
    'a language in which all is equal',
    'Object.is = () => true; Array.prototype.every = () => true;\n',
    'Cannot assign to read only property',
  ],
  [
    'globals of their own',
    'globalThis.JSON = { stringify: () => \'{"ended":true}\' };\n',
    'Cannot assign to read only property',
  ],
  [
    'the way in which the grader begins',
    "globalThis[Symbol.for('step')](); throw new Error('mine');\n",
    'mine',
  ],
  ['a proxy', 'new Proxy({}, {});\n', 'Proxy is not defined'],
  [
    'a promise that fails',
    "Promise.reject(new Error('unheard')); throw new Error('mine');\n",
    'mine',
  ],
  [
    'a matcher that the library keeps for all',
    "globalThis[Symbol.for('$$jest-matchers-object')].customEqualityTesters.push(() => true);\n",
    'Cannot read properties of undefined',
  ],
  [
    'an error of the outer realm, from a name that is no text',
    `const error = new Error('x');
     Object.defineProperty(error, 'name', { value: Symbol() });
     let outer = null;
     try { error.stack; } catch (caught) { outer = caught; }
     throw new Error(outer === null || outer instanceof Error ? 'mine' : 'outside');\n`,
    'mine',
  ],
  [
    // Such an error can be had, and leads to nothing but the language, frozen there too.
    'an error of the outer realm, where the stack ends',
    `${WALK}let outer = null, looks = 300;
     (function deeper() {
       try { deeper(); } catch (caught) { if (!(caught instanceof Error)) outer = caught; }
       if (looks-- < 0) return;
       try { new Error('x').stack.length; }
       catch (caught) { if (!(caught instanceof Error)) outer = caught; }
     })();
     const found = loose([[outer, 'it']]).replace(/^.*?:/, '');
     if (!/^(it( it\\.stack)*)?$/.test(found)) throw new Error('outside: ' + found);
     outer?.constructor.constructor('return process')();
     throw new Error('mine');\n`,
    /mine|Code generation from strings disallowed/,
  ],
  [
    'a way of its own to write stacks',
    'Error.prepareStackTrace = (_, calls) => calls;\n',
    'Cannot assign to read only property',
  ],
  [
    'whoever has called it',
    '(function () { return arguments.callee.caller; })();\n',
    'may not be accessed on strict mode functions',
  ],
  [
    'the constructor of asynchronous functions',
    "(async () => {}).constructor('return process')();\n",
    'Code generation from strings disallowed',
  ],
  [
    'another prototype for what the tests are made of',
    'Object.setPrototypeOf(Array.prototype, { every: () => true });\n',
    /not extensible|immutable prototype/i,
  ],
  [
    'a thenable for everything',
    'Object.prototype.then = (resolve) => resolve(true);\n',
    'not extensible',
  ],
];

const VALUES: readonly (readonly [what: string, value: string])[] = [
  ['a method asymmetricMatch()', '{ asymmetricMatch: () => true }'],
  [
    'a method asymmetricMatch() that is there from the second look on',
    `Object.defineProperty({}, 'asymmetricMatch', {
       configurable: true,
       get() { Object.defineProperty(this, 'asymmetricMatch', { value: () => true }); },
     })`,
  ],
  [
    'conversions to whatever is asked for',
    `{ valueOf: () => 10, toString: () => '10', toJSON: () => 10,
       [Symbol.toPrimitive]: () => 10, [Symbol.toStringTag]: 'Number' }`,
  ],
  [
    'methods of lists that are its own',
    `new (class extends Array {
       static get [Symbol.species]() { return class { constructor() { return [10]; } }; }
       map() { return [10]; }
       join() { return '10'; }
     })()`,
  ],
  [
    'an equality of its own',
    "{ equals: () => true, constructor: { name: 'Number' }, '@@__IMMUTABLE_ITERABLE__@@': true }",
  ],
];

describe('nobody gets points, or harms what comes after, by', () => {
  const outcomes = new Map<string, Graded | undefined>();

  beforeAll(async () => {
    const late = ATTACKS.filter(([, , said]) => said === RAN_ON);
    const big = ATTACKS.filter(([what]) => what.includes('memory'));
    const rest = ATTACKS.filter((one) => !late.includes(one) && !big.includes(one));
    await Promise.all([late, big, rest].map(attackTogether));
  }, 60_000);

  /** One after the other in one process, as far as it bears it; honest work comes last. */
  async function attackTogether(attacks: readonly Attack[]): Promise<void> {
    const texts = [...attacks.map(([, attack]) => attack + HEAP), HEAP];
    const works = texts.map((text) => ({ slug: 'timeout-heap', text }));
    const graded = await grader.gradeWorks(works);
    for (const [i, [what]] of attacks.entries()) outcomes.set(what, graded[i]);
    expect(graded.at(-1)).toMatchObject({ status: 'solved' });
  }

  it.each(ATTACKS)('%s', (what, _, said) => {
    const graded = outcomes.get(what) as Graded;
    // Beside promises that never end the tests go on, as far as they get in 2 s.
    if (said === RAN_ON) expect(graded.status).not.toBe('solved');
    else expect(graded).toMatchObject({ status: 'failed', points: 0 });
    expect(messages(graded).at(said === RAN_ON ? -1 : 0)).toMatch(said);
  });

  it('changing what the tests and the loop are made of', async () => {
    const attack = `
      import * as loops from '../../../../loop/core/ioloop.ts';
      const tries = [
        () => { loops.IOLoop.prototype.addCallback = () => {}; },
        () => { loops.IOLoop = null; },
        () => { Object.defineProperty(loops, 'IOLoop', { value: null }); },
      ];
      let refused = 0;
      for (const one of tries) try { one(); } catch { refused++; }
      if (refused < tries.length) throw new Error('changed');
      export const first: string[] = [];
      export const second: string[] = [];
      export const third: string[] = [];`;
    const works = [{ slug: 'predict-order', text: attack }];
    const [order] = await grader.gradeWorks(works);
    expect(order).toMatchObject({ points: 0, passed: 0, total: 3, why: null });
    expect(order?.tests[0]?.failure?.message).not.toMatch(/changed/);
  });

  it.each(VALUES)('values with %s', async (_, value) => {
    const text = `export class MinHeap {
      get size() { return ${value}; }
      add() {}
      peek() { return { deadline: ${value}, order: ${value} }; }
      pop() { return { deadline: ${value}, order: ${value} }; }
    }`;
    const [graded] = await grader.gradeWorks([{ slug: 'timeout-heap', text }]);
    // One test passes of a heap that does nothing, the start's too: it is worth nothing.
    expect(graded).toMatchObject({ points: 0, status: 'failed' });
  });

  it('rewiring the loop, or the socket, that a test hands them', async () => {
    const attack = `export function serve(loop, client) {
      const tries = [
        () => Object.defineProperty(client, 'sent', { value: 'hello' }),
        () => { client.receives = 1; },
        () => { loop.stop = () => {}; },
        () => { loop.poller = null; },
        () => { loop.host.now = () => 0; },
        () => Object.setPrototypeOf(client, { sent: 'hello' }),
      ];
      const done = tries.filter((one) => { try { one(); return true; } catch { return false; } });
      if ('log' in loop.poller || 'score' in loop || done.length > 0) throw new Error('rewired');
      throw new Error('held');
    }`;
    const [graded] = await grader.gradeWorks([{ slug: 'echo-server', text: attack }]);
    expect(messages(graded as Graded)[0]).toBe('Error: held');
  });
});

describe('all that a program can reach', () => {
  it('is frozen, in the realm of each exercise and in what it may import', async () => {
    const own = exercises.filter(({ place }) => place.symbol === null);
    const graded = await grader.gradeWorks(
      own.map(({ slug, place, runnable }) => {
        const up = '../'.repeat(place.path.split('/').length - 1);
        const paths = Object.keys(runnable.modules).filter((path) =>
          /^loop\//.test(path),
        );
        const imports = paths.map(
          (path, i) => `import * as m${i} from '${up}${path}';\n`,
        );
        const given = paths.map(
          (_, i) => `...Object.entries(m${i}).map(([n, v]) => [v, n])`,
        );
        const roots = [
          '[globalThis, "global"]',
          '[require, "require"]',
          '[console, "console"]',
        ];
        const said = `throw new Error(loose([${[...roots, ...given].join()}]));`;
        return { slug, text: `${imports.join('')}${WALK}${said}` };
      }),
    );
    const found = graded.map((each) => messages(each)[0] ?? '');
    expect(found.filter((said) => !/^Error: \d{3,}:(default)?$/.test(said))).toEqual(
      [],
    );
    expect(found.length).toBeGreaterThan(10);
  });
});
