/** From whatever was thrown to what the student is shown. */

import { chai } from '@vitest/expect';
import { inExcerpt } from '../excerpt.ts';
import type { Failure, Position, Runnable, Words } from '../exercise.ts';
import { Lesson } from './lesson.ts';
import { FIRST_LINE_SHIFT } from './link.ts';
import { originalColumn } from './source-map.ts';

const PLUS_ZERO = /(?<![\w.])\+0(?![\w.])/g; // which nobody has asked about

/** What was compiled, to find the way back to the text. */
export interface Written {
  readonly exercise: Runnable;
  readonly text: string;
  readonly mappings: string;
}

/** `why` is what the test said of the value that it looked at last. */
export function failureOf(
  error: unknown,
  why: Words | null,
  written: Written,
): Failure {
  const position = positionOf(error, written);
  if (error instanceof Lesson)
    return { why: error.why, message: error.message, position };
  if (!isAssertion(error)) return { why: null, message: messageOf(error), position };
  const { message, actual, expected } = error;
  if (!('expected' in error) || expected === undefined)
    return { why, message, position };
  return {
    why,
    message,
    expected: show(expected),
    received: show(actual),
    position,
  };
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${show(error)}`;
  return `${error.name}: ${error.message}`;
}

/** A value in words; text as it is. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  return chai.util.inspect(value, false, 6).replace(PLUS_ZERO, '0');
}

function isAssertion(
  error: unknown,
): error is Error & { actual?: unknown; expected?: unknown } {
  return error instanceof Error && error.name === 'AssertionError';
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
