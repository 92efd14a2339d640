/** C++ into tokens and comments, so that a brace in a string is not a brace. */

import type { Token } from './parsed.ts';

export interface CppToken extends Token {
  /** Part of a line like `#include <napi.h>`. */
  directive: boolean;
}

const PATTERNS = {
  space: /(?:\s|\\\r?\n)+/,
  comment: /\/\/(?:\\\r?\n|[^\n])*|\/\*[\s\S]*?(?:\*\/|$)/,
  raw: /(?:u8|[uUL])?R"(?<mark>[^()\s\\]*)\([\s\S]*?(?:\)\k<mark>"|$)/,
  string: /(?:u8|[uUL])?"(?:\\[\s\S]|[^"\\\n])*"?/,
  letter: /(?:u8|[uUL])?'(?:\\[\s\S]|[^'\\\n])*'?/,
  number: /\.?\d(?:[eEpP][+-]|'?[\w.])*/,
  word: /[A-Za-z_$][\w$]*/,
  // `>>` is two tokens here: it closes two templates more often than it shifts.
  sign: /<<=|<=>|->\*|\.\.\.|::|->|\+\+|--|<<|&&|\|\||##|[-+*/%^&|=!<>]=|[\s\S]/,
};

const TOKEN = new RegExp(
  Object.entries(PATTERNS)
    .map(([kind, { source }]) => `(?<${kind}>${source})`)
    .join('|'),
  'g',
);

export function lexCpp(text: string): { tokens: CppToken[]; comments: Token[] } {
  const tokens: CppToken[] = [];
  const comments: Token[] = [];
  let freshLine = true;
  let directive = false;
  for (const match of text.matchAll(TOKEN)) {
    const [word] = match;
    const token = { start: match.index, end: match.index + word.length, text: word };
    if (match.groups?.space !== undefined) {
      if (!word.replace(/\\\r?\n/g, '').includes('\n')) continue;
      freshLine = true;
      directive = false;
    } else if (match.groups?.comment !== undefined) {
      comments.push(token);
    } else {
      if (word === '#' && freshLine) directive = true;
      tokens.push({ ...token, directive });
      freshLine = false;
    }
  }
  return { tokens, comments };
}
