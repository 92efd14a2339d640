/**
 * The inner side of the grader: runs in a realm of its own, a global object with nothing
 * but the language on it. The student's code runs there too, so nothing from outside ever
 * comes in except text and functions that were compiled here; and out goes only text.
 */

import './missing.ts'; // before all others: they need it to be loaded

import type { News, Result, Runnable, TestName } from '../exercise.ts';
import type { Claim } from '../run/claim.ts';
import { copyOf } from '../run/copy.ts';
import type { Written } from '../run/failure.ts';
import { lockDown, seal, viewOf } from '../run/lock-down.ts';
import { join } from '../run/paths.ts';
import { GIVEN, runTests } from '../run/run-tests.ts';
import { tasks } from './missing.ts';

type Exports = Record<string, unknown>;
type Require = (name: string) => Exports;
type Body = (require: Require, exports: Exports, console: object) => void;

/** What `set()` is told, as JSON. */
export interface Task {
  readonly exercise: Omit<Runnable, 'modules'>;
  readonly text: string;
  readonly mappings: string;
  /** Modules to load before the student's, since they do not need it. */
  readonly before: readonly string[];
  /** What the student's module may import. */
  readonly allowed: readonly string[];
}

/** What `take()` gives, as JSON. */
export interface Taken {
  readonly ended: boolean;
  readonly refused: Result['failure'];
  readonly names: readonly TestName[];
  readonly results: readonly Omit<Result, 'turns' | 'turnCount'>[];
}

const LONGEST = 2000; // characters of anything said
const bodies = new Map<string, Body>();
let task: Task | null = null;
let stepping = false;
let claims: (readonly Claim[])[] = [];
let taken: Taken = { ended: false, refused: null, names: [], results: [] };

export function put(path: string, body: Body): void {
  bodies.set(path, body);
}

export function set(json: string): void {
  task = JSON.parse(json);
}

export function take(): string {
  return JSON.stringify(taken, (_, value) =>
    typeof value === 'string' && value.length > LONGEST
      ? `${value.slice(0, LONGEST)} …`
      : value,
  );
}

/** Of each test all that it has claimed, to be judged outside. */
export const takeClaims = (): string => JSON.stringify(claims);

/** Are there tasks to go on with, now that all promise jobs have run? */
export const goesOn = (): boolean => tasks.length > 0;

/** The first call begins, each of the others runs a task. Only the grader may. */
function step(): void {
  if (stepping) return;
  stepping = true;
  if (task) begin(task);
  else tasks.shift()?.();
  stepping = false;
}

function begin({ exercise, text, mappings, before, allowed }: Task): void {
  task = null;
  const written: Written = { exercise: { ...exercise, modules: {} }, text, mappings };
  const open = new Set(allowed);
  const load = (console: object) => {
    const load = linker(Object.freeze(console), exercise.path, open);
    for (const path of before) load(path);
    return load(exercise.test);
  };
  void runTests(written, load, hear, (_, made) => {
    claims = [...claims, [...made]];
  }).then(({ refused }) => {
    taken = { ...taken, ended: true, refused: copyOf(refused) as Result['failure'] };
  });
}

function hear(news: News): void {
  if (news.tell === 'tests') taken = { ...taken, names: news.names };
  if (news.tell !== 'result') return;
  const { name, passed, failure, printed } = news.result;
  const said = copyOf(failure) as Result['failure']; // with nothing in it that could run
  const result = { name, passed, failure: said, printed: printed.slice(0, 20) };
  taken = { ...taken, results: [...taken.results, result] };
}

/** As `link()`; but what is loaded is sealed, and the student's may not load all. */
function linker(console: object, own: string, allowed: ReadonlySet<string>) {
  const loaded = new Map(Object.entries(GIVEN) as [string, Exports][]);
  return function load(path: string): Exports {
    const known = loaded.get(path);
    if (known) return known;
    const body = bodies.get(path);
    if (!body) throw new Error(`There is no module ${path}`);
    const exports: Exports = {};
    loaded.set(path, exports); // before it runs: imports may go in a circle
    const require = (name: string) => {
      const to = join(path, name);
      if (path !== own) return load(to);
      if (!allowed.has(to)) throw new Error(`No import of ${to} here`);
      return viewOf(load(to));
    };
    body(Object.freeze(require), exports, console);
    if (path !== own) seal(exports);
    return exports;
  };
}

Object.defineProperty(globalThis, Symbol.for('step'), { value: step });
for (const given of Object.values(GIVEN)) Object.values(given).map(Object.freeze);
lockDown();
