/** From whatever was thrown to what the student is shown. */

import { inspect } from 'loupe';
import { inExcerpt } from '../excerpt.ts';
import type { Failure, Position, Runnable } from '../exercise.ts';
import { Lesson } from './lesson.ts';
import { FIRST_LINE_SHIFT } from './link.ts';
import { originalColumn } from './source-map.ts';
import { Mismatch } from './testing.ts';

const PLUS_ZERO = /(?<![\w.])\+0(?![\w.])/g; // which nobody has asked about

const LONGEST = 2000; // characters of a value

/** What was compiled, to find the way back to the text. */
export interface Written {
  readonly exercise: Runnable;
  readonly text: string;
  readonly mappings: string;
}

export function failureOf(error: unknown, written: Written): Failure {
  const position = positionOf(error, written);
  if (error instanceof Lesson)
    return { why: error.why, message: error.message, position };
  if (!(error instanceof Mismatch))
    return { why: null, message: messageOf(error), position };
  const { why, message, actual, expected } = error;
  return { why, message, expected: show(expected), received: show(actual), position };
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${show(error)}`;
  return `${error.name}: ${asWritten(error.message)}`;
}

/** `_minheapts.MinHeap` is what the compiler makes of an imported `MinHeap`. */
const asWritten = (message: string): string =>
  message.replace(/\(0 , (_\w+\.\w+)\)/g, '$1').replace(/\b_\w+?ts\d*\.(?=\w)/g, '');

/** A value in words; text as it is. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  return inspect(value, { depth: 6, truncate: LONGEST }).replace(PLUS_ZERO, '0');
}

/** The innermost call in the student's own text that the error has passed through. */
function positionOf(error: unknown, written: Written): Position | null {
  const stack = error instanceof Error ? String(error.stack) : '';
  const { exercise, text, mappings } = written;
  const path = exercise.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  for (const [, line, column] of stack.matchAll(
    new RegExp(`${path}:(\\d+):(\\d+)`, 'g'),
  )) {
    const shift = Number(line) === 1 ? FIRST_LINE_SHIFT : 0;
    const written = originalColumn(mappings, Number(line), Number(column) - shift);
    const position = inExcerpt(exercise, text, Number(line), written);
    if (position) return position;
  }
  return null;
}
