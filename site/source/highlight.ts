/**
 * Code in six inks. Shiki reads the grammar; of its answer we keep one letter per
 * token (k s n c f t) and leave everything else bare, so a line stays light.
 */

import { createHighlighter, type ThemedToken, type ThemeRegistration } from 'shiki';
import { CONCEPTS } from '../ui/concepts.ts';
import { codeOf, Kept } from '../ui/kept.ts';
import { escapeHtml } from '../ui/text.ts';
import { conceptOf } from './concept-words.ts';

const INKS: Record<string, string[]> = {
  '': ['keyword.operator', 'storage.type.function.arrow', 'punctuation'],
  k: [
    'keyword',
    'storage',
    'variable.language',
    'support.type.primitive.void',
    'keyword.operator.new',
    'keyword.operator.expression',
    'constant.language.import',
  ],
  s: ['string', 'punctuation.definition.string'],
  n: ['constant.numeric', 'constant.language', 'constant.other'],
  N: ['variable.other.constant'], // the grammar means every `const`; we, READ and AN_HOUR
  c: ['comment', 'punctuation.definition.comment'],
  f: ['entity.name.function', 'support.function'],
  t: [
    'entity.name.type',
    'entity.other.inherited-class',
    'support.type',
    'support.class',
    'storage.type.built-in',
    'storage.type.primitive',
    'entity.name.scope-resolution',
  ],
};

const LETTERS = Object.keys(INKS);

// Shiki speaks in colours, so each letter gets one: its index.
const ink: ThemeRegistration = {
  name: 'ink',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: LETTERS.map((letter, i) => ({
    scope: INKS[letter] as string[],
    settings: { foreground: `#00000${i}` },
  })),
};

const shiki = await createHighlighter({
  langs: ['typescript', 'cpp', 'shell'],
  themes: [ink],
});

export type Token = { text: string; ink: string };

const madeBy = codeOf(['site/source/highlight.ts']);
const kept = new Kept<Token[][]>('.generated/tokens.json', madeBy);
process.once('exit', () => kept.save());

/** The tokens of each line; neighbours of one ink are one token. */
export function tokensOf(code: string, file: string): Token[][] {
  const lang = file.endsWith('.ts') ? 'typescript' : 'cpp';
  return kept.of([lang, code], () => tokenized(code, lang));
}

function tokenized(code: string, lang: 'typescript' | 'cpp'): Token[][] {
  // No limit of time: on a busy machine a line would be given up half read, and kept so.
  const options = { lang, theme: ink, tokenizeTimeLimit: 0 };
  const lines = shiki.codeToTokensBase(code, options);
  return lines.map((line) => line.map(letterOf).reduce(join, []));
}

function letterOf({ content, color }: ThemedToken): Token {
  const letter = LETTERS[Number(color?.slice(-1) ?? 0)] ?? '';
  if (letter === 'N') return { text: content, ink: /[a-z]/.test(content) ? '' : 'n' };
  return { text: content, ink: content.trim() ? letter : '' };
}

function join(done: Token[], token: Token): Token[] {
  const last = done.at(-1);
  if (last && last.ink === token.ink) last.text += token.text;
  else done.push({ ...token });
  return done;
}

/** A name that can be pointed at, and followed to where it is declared. */
export type NameLink = { length: number; place: number; href?: string };

/**
 * One line as HTML. In a quoted line the names that stand for a concept are underlined;
 * what `links` has for a column is a link, or at least can be pointed at.
 */
export function lineHtml(
  tokens: Token[],
  quoted = false,
  links?: Map<number, NameLink>,
): string {
  let column = 0;
  let html = '';
  for (const { text, ink: letter } of tokens) {
    const plain = 'cs'.includes(letter || '-');
    const inner = plain ? escapeHtml(text) : wordsHtml(text, column, quoted, links);
    html += letter ? `<i class="${letter}">${inner}</i>` : inner;
    column += text.length;
  }
  return html;
}

function wordsHtml(
  text: string,
  start: number,
  quoted: boolean,
  links?: Map<number, NameLink>,
): string {
  let column = start;
  const words = text.split(/(#?[A-Za-z_$][\w$]*)/).map((word) => {
    const link = links?.get(column);
    column += word.length;
    const inner = quoted ? underlined(word) : escapeHtml(word);
    return link?.length === word.length ? linked(inner, link) : inner;
  });
  return words.join('');
}

function underlined(word: string): string {
  const concept = conceptOf(word);
  return concept ? `<u class="${CONCEPTS[concept].css}">${word}</u>` : escapeHtml(word);
}

function linked(inner: string, { href, place }: NameLink): string {
  return href
    ? `<a href="${escapeHtml(href)}" data-m="${place}">${inner}</a>`
    : `<b data-m="${place}">${inner}</b>`;
}
