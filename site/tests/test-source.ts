/** The source of a test: from the line that the runner names to the end of the call. */

import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { type Token, tokensOf } from '../source/highlight.ts';

export interface Snippet {
  from: number;
  lines: Token[][];
}

type Read = { parsed: ts.SourceFile; tokens: Token[][] };
const files = new Map<string, Read>();

function read(file: string): Read {
  const text = readFileSync(file, 'utf8');
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return { parsed, tokens: tokensOf(text, file) };
}

/** One snippet for each line that a test begins on; several tests may share it. */
export function snippetAt(file: string, line: number): Snippet | undefined {
  const { parsed, tokens } = files.getOrInsertComputed(file, read);
  const lineOf = (position: number) =>
    parsed.getLineAndCharacterOfPosition(position).line + 1;
  const holds = (node: ts.Node) =>
    lineOf(node.getStart()) <= line && lineOf(node.getEnd()) >= line;

  let found: ts.ExpressionStatement | undefined;
  const visit = (node: ts.Node): void => {
    if (!holds(node)) return;
    const isCall =
      ts.isExpressionStatement(node) && ts.isCallExpression(node.expression);
    if (isCall && !isSuite(node)) found ??= node;
    if (!found) ts.forEachChild(node, visit);
  };
  visit(parsed);
  if (!found) return undefined;
  const from = lineOf(found.getStart());
  return { from, lines: outdent(tokens.slice(from - 1, lineOf(found.getEnd()))) };
}

/** `describe(…)` and `describe.each(…)(…)` hold tests, and are none. */
const isSuite = (node: ts.Node): boolean => node.getText().startsWith('describe');

/** Back to the margin: how deep a suite lay says nothing here. */
function outdent(lines: Token[][]): Token[][] {
  const depth = lines[0]?.[0]?.text.search(/\S|$/) ?? 0;
  return lines.map(([first, ...rest]) =>
    first ? [{ ...first, text: first.text.slice(depth) }, ...rest] : [],
  );
}
