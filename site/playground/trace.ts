/**
 * A program that tells where it is: before each of its statements stands a call that
 * names the line. What is put in stays on its line, so lines remain what they were, and
 * columns can be counted back.
 */

import { parser } from '@lezer/javascript';

import type { Inserted, Traced } from './traced.ts';
import { CALL, startsOf } from './traced.ts';

type Node = ReturnType<ReturnType<typeof parser.parse>['cursor']>['node'];

const typescript = parser.configure({ dialect: 'ts' });
const INSIDE = new Set(['Script', 'Block', 'SwitchBody']);
const STATEMENT = /(Statement|VariableDeclaration)$/;
const NO_STOP = /^(Block|Labeled|Empty)/; // or what would part a label from its loop

export function traced(text: string): Traced {
  const starts = startsOf(text);
  const lineOf = (at: number) => starts.findLastIndex((start) => start <= at) + 1;
  const inserted = insertions(text, lineOf);
  const put = (now: string, { at, text }: Inserted) =>
    now.slice(0, at) + text + now.slice(at);
  return { written: text, text: inserted.toReversed().reduce(put, text), inserted };
}

function insertions(text: string, lineOf: (at: number) => number): Inserted[] {
  const found: Inserted[] = [];
  const call = (at: number) => `${CALL}(${lineOf(at)})`;
  typescript.parse(text).iterate({
    enter: ({ node }) => {
      if (isStatement(node)) found.push({ at: node.from, text: `${call(node.from)};` });
      const body = expressionBody(node);
      if (!body) return;
      found.push({ at: body.from, text: `(${call(body.from)},` });
      found.push({ at: body.to, text: ')' });
    },
  });
  return found.sort((a, b) => a.at - b.at);
}

function isStatement({ name, parent }: Node): boolean {
  if (!STATEMENT.test(name) || NO_STOP.test(name)) return false;
  return INSIDE.has(parent?.name ?? '');
}

/** `() => loop.stop()`: what stands in place of statements. */
function expressionBody({ name, lastChild }: Node): Node | null {
  if (name !== 'ArrowFunction' || lastChild?.name === 'Block') return null;
  return lastChild;
}
