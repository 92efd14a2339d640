/** Reading a TypeScript or JavaScript file. */

import ts from 'typescript';
import type { Parsed } from './parsed.ts';
import { typescriptCode } from './typescript-code.ts';
import { typescriptSymbols } from './typescript-symbols.ts';
import { typescriptTokens } from './typescript-tokens.ts';

export function parseTypescript(file: string, text: string): Parsed {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return {
    declared: typescriptSymbols(source),
    tokens: (start, end) => typescriptTokens(source, start, end),
    code: () => typescriptCode(source),
  };
}
