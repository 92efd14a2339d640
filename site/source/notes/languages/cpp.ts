/** Reading a C++ file: a lexer and brackets that match, no more. It knows no types. */

import { type CppDeclaration, cppDeclarations } from './cpp-declarations.ts';
import { lexCpp } from './cpp-lexer.ts';
import type { Declared, Parsed, Token } from './parsed.ts';

export function parseCpp(text: string): Parsed {
  const { tokens, comments } = lexCpp(text);
  const statements = tokens.filter((token) => !token.directive);
  const declarations = cppDeclarations(statements);
  const symbols = declarations.filter((each) => !isPromise(each, declarations));
  return {
    declared: symbols.map((each) => declared(text, comments, each)),
    tokens: (start, end) =>
      tokens.filter((each) => start <= each.start && each.end <= end),
    code: () => code(statements, declarations),
  };
}

/** A declaration whose definition stands in the same file: only that one counts. */
function isPromise(one: CppDeclaration, all: readonly CppDeclaration[]): boolean {
  return (
    !one.body &&
    all.some(({ body, name }) => body && `::${one.name}`.endsWith(`::${name}`))
  );
}

function declared(
  text: string,
  comments: readonly Token[],
  one: CppDeclaration,
): Declared {
  return {
    name: one.name,
    start: startWithComments(text, comments, one.start),
    end: one.end,
    body: one.kind === 'enum' ? undefined : one.body,
  };
}

/** The comments right above, each on lines of its own, no blank line in between. */
function startWithComments(
  text: string,
  comments: readonly Token[],
  at: number,
): number {
  let start = at;
  for (const comment of comments.toReversed()) {
    if (comment.end > start) continue;
    const between = text.slice(comment.end, start);
    const before = text.slice(0, comment.start);
    const isNear = /^[^\S\n]*\n?[^\S\n]*$/.test(between);
    const isAlone = /(?:^|\n)[^\S\n]*$/.test(before);
    if (!isNear || !isAlone) break;
    start = comment.start;
  }
  return start;
}

/** Functions are all that runs; a line of mere brackets does nothing. */
function code(
  tokens: readonly Token[],
  declarations: readonly CppDeclaration[],
): number[] {
  const functions = declarations.filter(
    ({ kind, body }) => kind === 'function' && body,
  );
  const runs = ({ start, text }: Token) =>
    !/^[{}();,]$/.test(text) &&
    functions.some((each) => each.start <= start && start < each.end);
  return tokens.filter(runs).map(({ start }) => start);
}
