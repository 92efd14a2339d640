/** What the built pages say in English: no number without its noun, no words run together. */

import { globSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { plural } from '../../site/ui/plural.ts';

const MOST = 3; // of the pages of one kind that are made by one template

/** Of each folder of pages the first few. */
function somePages(): string[] {
  const kinds = new Map<string, string[]>();
  for (const page of globSync('dist/en/**/index.html').sort()) {
    const kind = page.split('/').slice(2, 3).join();
    const pages = kinds.getOrInsertComputed(kind, () => []);
    if (pages.length < MOST) pages.push(page);
  }
  return [...kinds.values()].flat();
}

const CODE =
  'code, pre, script, style, svg, kbd, samp, .mono, .src, [translate="no"], .vh, h1';
const BLOCK = new Set(
  'p div li dt dd h1 h2 h3 h4 td th tr section summary label option button nav a header br ul ol dl table figcaption legend'.split(
    ' ',
  ),
);

/** In a list of links each part of one stands in its own line. */
const isBlock = (child: Element): boolean =>
  (BLOCK.has(child.localName) && child.localName !== 'a') ||
  child.closest('nav') !== null;

/** As it is read: what stands in one line is one text. */
function textOf(element: Element): string {
  return [...element.childNodes]
    .map((node) => {
      if (node.nodeType === 3) return node.textContent ?? '';
      if (node.nodeType !== 1) return '';
      const child = node as Element;
      if (child.matches(CODE)) return ' x ';
      if (/^zh/.test(child.getAttribute('lang') ?? '')) return '';
      return isBlock(child) ? `\n${textOf(child)}\n` : textOf(child);
    })
    .join('');
}

const FAULTS: [what: string, pattern: RegExp][] = [
  [
    'run together',
    /(?<=[a-z])(?<!\b(?:net|common))[.:;,!?][A-Z][a-z]{2,}|\b(ones|tests|turns|steps|lines|notes)[A-Z][a-z]/,
  ],
  [
    'one of many',
    /(?<![\d.,–-])\b1 (turns|steps|tests|lines|notes|events|files|replays)\b/,
  ],
  [
    'several of one',
    /(?<![\d.,])\b(0|[2-9]|\d{2,}) (turn|step|note|event|replay)\b(?!-)/,
  ],
  ['a hole', /\[object |\$\{/],
];

describe('the sentences of the pages', () => {
  it.each(FAULTS)('have nothing that is %s', (_, pattern) => {
    const found = somePages().flatMap((page) => {
      const { document } = parseHTML(readFileSync(page, 'utf8'));
      const lines = textOf(document.querySelector('main') as Element).split('\n');
      return lines
        .filter((line) => pattern.test(line))
        .map((line) => `${page}: ${line.trim().slice(0, 120)}`);
    });
    expect(found).toEqual([]);
  });

  it('count in the singular and in the plural', () => {
    expect([0, 1, 2].map((n) => plural(n, 'turn'))).toEqual([
      '0 turns',
      '1 turn',
      '2 turns',
    ]);
  });
});
