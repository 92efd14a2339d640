/**
 * The words of the exercises. A *runnable* is all that a run needs, as JSON: it is made
 * from a folder of content/exercises/ at build time, and the same one goes to the worker
 * in a browser, to the terminal and to the grader.
 *
 * The student has one file. It is laid over one path of the project: a module of the
 * exercise's own, or an excerpt, one symbol of a file of the loop, which is put between
 * `before` and `after` again. Everything else is the loop as it is.
 */

import type { Turn } from '../score/turns.ts';

export type Words = { readonly zh: string; readonly en: string };

export type Kind = 'fix' | 'write' | 'predict';

export interface Runnable {
  readonly slug: string;
  readonly kind: Kind;
  /** Where the student's file stands: `loop/core/poll-ioloop.ts`. Positions name `file`. */
  readonly path: string;
  readonly file: string;
  /** What is around an excerpt in the real file; empty for a file of its own. */
  readonly before: string;
  readonly after: string;
  /** The module that calls `test()`. */
  readonly test: string;
  /** Compiled by `compile()`: JavaScript by path, all that the test leads to. */
  readonly modules: Readonly<Record<string, string>>;
  /** How often it was run before: *predict* says more after the first two. */
  readonly tries?: number;
}

/** In the student's file, both from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Failure {
  /** What to learn from it: written by the author of the test. */
  readonly why: Words | null;
  /** What was thrown, as it is: `TypeError: x is not a function`. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** Where in the student's own code, if the error has passed through it. */
  readonly position: Position | null;
}

export interface TestName extends Words {
  /** Items of content/behaviours.yaml. */
  readonly behaviour?: readonly number[];
}

export interface Result {
  readonly name: TestName;
  readonly passed: boolean;
  readonly failure: Failure | null;
  /** What was printed meanwhile, line by line. */
  readonly printed: readonly string[];
  /** Of the loop that the test has run; the first `LONGEST_LOG` of them. */
  readonly turns: readonly Turn[];
  /** How many turns there were in all. */
  readonly turnCount: number;
}

export interface Outcome {
  readonly passed: boolean;
  /** The file is no program, or fails before the first test. Then there are no results. */
  readonly refused: Failure | null;
  readonly results: readonly Result[];
}

/** Told while a run goes on. Who ends one that hangs knows which test it was. */
export type News =
  | { readonly tell: 'starts' }
  | { readonly tell: 'tests'; readonly names: readonly TestName[] }
  | { readonly tell: 'begins'; readonly index: number }
  | { readonly tell: 'printed'; readonly line: string }
  | { readonly tell: 'result'; readonly index: number; readonly result: Result }
  | { readonly tell: 'outcome'; readonly outcome: Outcome };

export const LONGEST_LOG = 40; // turns
export const LONGEST_PRINT = 200; // lines
export const MOST_PRINTED = 20_000; // characters in all of them
export const TIME_LIMIT = 2000; // ms without news: then its caller ends the run
