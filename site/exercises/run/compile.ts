/**
 * From TypeScript to a module that `link()` can run: types are erased, `import` becomes
 * `require`. Lines stay where they are; columns move, and the map knows by how much.
 */

import { getLineInfo, parse } from 'acorn';
import { transform } from 'sucrase';
import type { Words } from '../exercise.ts';
import { firstNotErasable } from './erasable.ts';
import { originalColumn } from './source-map.ts';

export interface Compiled {
  readonly code: string;
  /** The mappings of a source map, for `originalColumn()`. */
  readonly mappings: string;
}

/** What cannot be compiled, and where: line and column from 1. */
export class CompileError extends Error {
  override readonly name = 'SyntaxError';
  readonly why: Words | null;
  readonly line: number;
  readonly column: number;

  constructor(message: string, why: Words | null, line: number, column: number) {
    super(message);
    this.why = why;
    this.line = line;
    this.column = column;
  }
}

/** Throws CompileError. */
export function compile(path: string, text: string): Compiled {
  try {
    const { code, sourceMap } = transform(text, {
      transforms: ['typescript', 'imports'],
      disableESTransforms: true,
      filePath: path,
      sourceMapOptions: { compiledFilename: path },
    });
    return { code, mappings: sourceMap?.mappings ?? '' };
  } catch (error) {
    throw asCompileError(error);
  }
}

/** The same for what somebody else has written. Throws CompileError. */
export function compileErasable(path: string, text: string): Compiled {
  const compiled = compile(path, text); // first: of a text with errors it says more
  refuseEarlyErrors(compiled);
  const refusal = firstNotErasable(text);
  if (!refusal) return compiled;
  const { why, line, column } = refusal;
  throw new CompileError(why.en, why, line, column);
}

/**
 * sucrase erases types and does not ask further. That a name is declared twice, or that a
 * `break` has no loop, V8 would say without saying where.
 */
function refuseEarlyErrors({ code, mappings }: Compiled): void {
  try {
    parse(code, SCRIPT);
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error)) throw error;
    const { message, pos } = earlyError(code, error.message, error.pos as number);
    const { line, column } = getLineInfo(code, pos);
    const at = originalColumn(mappings, line, column + 1);
    throw new CompileError(message, null, line, at);
  }
}

const SCRIPT = { ecmaVersion: 'latest', sourceType: 'script' } as const;

/** Outside an async function `await` is a name like any other: acorn stumbles behind it. */
function earlyError(code: string, said: string, pos: number) {
  try {
    parse(code, { ...SCRIPT, allowAwaitOutsideFunction: true });
  } catch {
    return { message: said.replace(/ \(\d+:\d+\)$/, ''), pos };
  }
  const message = 'await is only valid in async functions';
  return { message, pos: code.lastIndexOf('await', pos) };
}

/** sucrase says `Error transforming loop/x.ts: Unexpected token (3:9)`. */
function asCompileError(error: unknown): unknown {
  const [, message, line, column] =
    /^Error transforming .*?: (.*) \((\d+):(\d+)\)$/s.exec(
      error instanceof Error ? error.message : '',
    ) ?? [];
  if (message === undefined) return error;
  return new CompileError(message, null, Number(line), Number(column));
}
