/**
 * An excerpt and the file around it. The student sees one symbol, not indented; the loop
 * runs all of the file. The excerpt goes back as it is, so its columns are the file's.
 */

import type { Position, Runnable } from './exercise.ts';
import type { CompileError } from './run/compile.ts';

/** The whole file, with the student's text in its place. */
export function whole({ before, after }: Runnable, text: string): string {
  return before + text.replace(/\n$/, '') + after;
}

/** Where a line of the whole file is in the student's text; null: outside of it. */
export function inExcerpt(
  exercise: Runnable,
  text: string,
  line: number,
  column: number,
): Position | null {
  const own = line - linesIn(exercise.before);
  if (own < 1 || own > linesIn(text.replace(/\n$/, '')) + 1) return null;
  return { file: exercise.file, line: own, column };
}

/** The same for an error. One outside is the fault of the text all the same: its end. */
export function compileErrorIn(
  exercise: Runnable,
  text: string,
  { line, column }: CompileError,
): Position {
  return (
    inExcerpt(exercise, text, line, column) ?? {
      file: exercise.file,
      line: linesIn(text.replace(/\n$/, '')) + 1,
      column: 1,
    }
  );
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}
