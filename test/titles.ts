/** What the tests are called: read from the sources, so that none of them has to run. */

import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** The titles of all tests and of the suites around them. */
export function titles(): string[] {
  return globSync('test/**/*.test.ts').flatMap(titlesOf);
}

/** Those in one file. */
export function titlesOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return [...titlesIn(source, source)];
}

/** `it('…')`, `describe('…')`, `it.each(list)('…')`: the first argument, if it is text. */
function* titlesIn(node: ts.Node, source: ts.SourceFile): Generator<string> {
  if (ts.isCallExpression(node)) {
    const [title] = node.arguments;
    const callee = node.expression.getText(source);
    const named = title && /^(it|describe|test)\b/.test(callee);
    if (named && ts.isStringLiteralLike(title)) yield title.text;
  }
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* titlesIn(child, source);
}
