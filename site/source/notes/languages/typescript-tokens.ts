/**
 * The tokens of a TypeScript file, as its syntax tree has them: only there is it known
 * whether `/` divides or opens a regular expression, and where a template goes on.
 */

import ts from 'typescript';
import type { Token } from './parsed.ts';

export function typescriptTokens(
  source: ts.SourceFile,
  from: number,
  to: number,
): Token[] {
  const tokens: Token[] = [];

  function collect(node: ts.Node): void {
    const elsewhere = node.end <= from || node.pos >= to;
    if (elsewhere || ts.isJSDoc(node)) return;
    const children = node.getChildren(source);
    for (const child of children) collect(child);
    if (children.length === 0) add(node.getStart(source), node.end);
  }

  function add(start: number, end: number): void {
    const inside = from <= start && end <= to && start < end;
    if (inside) tokens.push({ start, end, text: source.text.slice(start, end) });
  }

  collect(source);
  return tokens;
}
