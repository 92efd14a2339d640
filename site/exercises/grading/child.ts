/**
 * The process in which one student's exercises run, one realm after the other. Bundled
 * into a single file and started by `Child` in a bare environment, without permission to
 * touch anything. Jobs come in as lines of JSON, answers go out the same way.
 */

import { createInterface } from 'node:readline';
import vm from 'node:vm';
import type { Failure, Runnable } from '../exercise.ts';
import { TIME_LIMIT } from '../exercise.ts';
import { type Claim, holds } from '../run/claim.ts';
import { compile } from '../run/compile.ts';
import { FIRST_LINE_SHIFT } from '../run/link.ts';
import { join } from '../run/paths.ts';
import { compileOrFail } from '../run/run.ts';
import type { Taken, Task } from './realm.ts';

export interface Job {
  readonly exercise: Runnable;
  readonly text: string;
  /** As the exercise is given out and as it is solved: what both import is allowed. */
  readonly models: readonly string[];
}

/** What `take()` of the realm says, and whether it had to be stopped. */
export interface Answer extends Taken {
  readonly nonce: string;
  readonly tooLong: boolean;
}

interface Harness {
  put(path: string, body: object): void;
  set(json: string): void;
  goesOn(): boolean;
  take(): string;
  takeClaims(): string;
}

const PATIENCE = 4; // times as long, for a program that was starved
const IMPORTED = /\brequire\('(.+?)'\)/g;
const STEP = new vm.Script(`globalThis[Symbol.for('step')]()`);

declare const REALM: string; // the bundle of realm.ts, put in when this one is made
const realm = new vm.Script(
  `(function () {\n'use strict';\n${REALM}\nreturn harness;\n})()`,
);

let nonce = '';
for await (const line of createInterface({ input: process.stdin })) {
  // The first line. An answer without it is none: it is known here and nowhere else.
  if (nonce === '') nonce = line;
  else process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}

/** On a machine that is busy, 2 s may be over before a program has had half of them. */
function answer(job: Job): Answer {
  const before = process.cpuUsage();
  const given = attempt(job, TIME_LIMIT);
  const { user, system } = process.cpuUsage(before);
  const starved = (user + system) / 1000 < 0.7 * TIME_LIMIT;
  return given.tooLong && starved ? attempt(job, PATIENCE * TIME_LIMIT) : given;
}

function attempt({ exercise, text, models }: Job, limit: number): Answer {
  const refuse = (refused: Failure) => {
    return { nonce, tooLong: false, ended: true, refused, names: [], results: [] };
  };
  const compiled = compileOrFail(exercise, text);
  if ('why' in compiled) return refuse(compiled);
  const { modules, ...rest } = exercise;
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    microtaskMode: 'afterEvaluate', // so that the limit is one for promises as well
    codeGeneration: { strings: false, wasm: false },
  });
  const harness: Harness = realm.runInContext(context);
  try {
    for (const [path, code] of Object.entries({
      ...modules,
      [exercise.path]: compiled.code,
    }))
      harness.put(path, bodyIn(context, path, code));
  } catch (error) {
    return refuse({ why: null, message: String(error), position: null });
  }
  const task: Task = {
    exercise: rest,
    text,
    mappings: compiled.mappings,
    before: independent(exercise),
    allowed: allowedFor(exercise, models),
  };
  harness.set(JSON.stringify(task));
  const tooLong = !endsInTime(context, harness, limit);
  return { nonce, tooLong, ...judged(harness) };
}

/** What the realm says has passed has passed only if it holds here as well. */
function judged(harness: Harness): Taken {
  const taken: Taken = JSON.parse(harness.take());
  const claims: Claim[][] = JSON.parse(harness.takeClaims());
  const results = taken.results.map((result, i) => {
    return { ...result, passed: result.passed && (claims[i] ?? []).every(holds) };
  });
  return { ...taken, results };
}

function endsInTime(context: vm.Context, harness: Harness, limit: number): boolean {
  const until = performance.now() + limit;
  try {
    do {
      const timeout = Math.ceil(until - performance.now());
      STEP.runInContext(context, { timeout: Math.max(1, timeout) });
    } while (harness.goesOn());
    return true;
  } catch {
    return false; // what was thrown may be the student's: do not even look at it
  }
}

/** Not by `link()`: a realm that can make code from text could reach out by `import()`. */
function bodyIn(parsingContext: vm.Context, filename: string, code: string): object {
  return vm.compileFunction(code, ['require', 'exports', 'console'], {
    parsingContext,
    filename,
    columnOffset: FIRST_LINE_SHIFT,
  });
}

/** Modules that do not lead to the student's: they are there, and sealed, before it. */
function independent({ modules, path, test }: Runnable): string[] {
  const needs = (from: string, seen: Set<string>): boolean => {
    if (from === path || from === test) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return importsOf(from, modules[from] ?? '').some((to) => needs(to, seen));
  };
  return Object.keys(modules).filter((from) => !needs(from, new Set()));
}

function importsOf(path: string, code: string): string[] {
  return [...code.matchAll(IMPORTED)].map(([, name = '']) => join(path, name));
}

function allowedFor(
  { path, before, after, modules }: Runnable,
  models: readonly string[],
) {
  const loop = Object.keys(modules).filter((path) => path.startsWith('loop/'));
  const codes = models.map((text) => compile(path, before + text + after).code);
  return [...loop, ...codes.flatMap((code) => importsOf(path, code))];
}
