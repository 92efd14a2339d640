/**
 * The TypeScript that Node runs is what can be erased. An enum or a parameter property
 * is code in disguise: sucrase would compile it without a word, a namespace it would
 * drop, and the same file would fail under Node. So its tokens are looked through first.
 */

import { getFormattedTokens } from 'sucrase';
import type { Words } from '../exercise.ts';

export interface Refusal {
  readonly why: Words;
  readonly line: number; // both from 1
  readonly column: number;
}

interface Token {
  readonly line: number;
  readonly column: number;
  /** `name` for most words; a word that has a meaning here is its own label. */
  readonly label: string;
  readonly raw: string;
  readonly isType: boolean;
}

const MODIFIERS = ['private', 'protected', 'public', 'readonly', 'override'];

/** The first thing that is more than a type; null if all can be erased. */
export function firstNotErasable(text: string): Refusal | null {
  const tokens = tokensOf(text);
  for (const [i, token] of tokens.entries()) {
    const what = whatIs(token, tokens[i - 1], tokens[i + 1], tokens[i + 2]);
    if (what) return { why: words(what), line: token.line, column: token.column };
  }
  return null;
}

function whatIs(token: Token, before?: Token, next?: Token, third?: Token) {
  if (token.label === 'enum' && !token.isType) return 'enum';
  if (
    token.raw === 'namespace' &&
    before?.raw !== 'declare' &&
    next?.label === 'name'
  ) {
    return 'namespace';
  }
  if (MODIFIERS.includes(token.label) && ['(', ','].includes(before?.label ?? '')) {
    return `constructor(${token.raw} x)`;
  }
  if (token.label === 'import' && third?.label === '=') return 'import x = …';
  if (token.label === 'export' && next?.label === '=') return 'export =';
  return null;
}

/** sucrase has no other way to give its tokens than as a table, a line for each. */
function tokensOf(text: string): Token[] {
  const table = getFormattedTokens(text, { transforms: ['typescript'] });
  return table.split('\n').flatMap((row) => {
    const [, line, column, label = '', raw = ''] =
      /^(\d+):(\d+)-\S+ +(\S+) +(\S*)/.exec(row) ?? [];
    if (line === undefined) return [];
    const isType = / isType /.test(row);
    return { line: Number(line), column: Number(column), label, raw, isType };
  });
}

function words(what: string): Words {
  return {
    zh: `这里只能用擦得掉的 TypeScript：\`${what}\` 不是类型标注，去掉它程序就变了。`,
    en: `Only TypeScript that can be erased runs here: \`${what}\` is no annotation, and without it the program would be another.`,
  };
}
