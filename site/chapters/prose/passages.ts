/** The prose of content/, passage by passage, each with its place. Code is left out. */

import { markdownToMdast } from 'satteri';
import { isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Lang } from '../../ui/text.ts';
import { isJsx, lineOf, type Node, readText } from '../text.ts';

export interface Passage {
  file: string;
  line: number;
  lang: Lang;
  text: string;
}

/** `code` in a passage; what follows it is set as after a Latin letter. */
const CODE = '`x`';

export function passagesIn(file: string, text: string): Passage[] {
  if (file.endsWith('.mdx')) return ofNodes(file, nodesOf(text));
  if (file.endsWith('.md')) return ofNodes(file, [markdownToMdast(text) as Node]);
  const found = ofYaml(file, text);
  return found.map((each) => ({ ...each, text: each.text.replace(/`[^`]*`/g, CODE) }));
}

/** Paragraphs and what is like them: the smallest part that makes sense by itself. */
function ofNodes(file: string, nodes: Node[]): Passage[] {
  const lang: Lang = /\/zh\.mdx?$/.test(file) ? 'zh' : 'en';
  const passages: Passage[] = [];
  const walk = (node: Node): void => {
    if (/^(paragraph|heading|tableCell)$/.test(node.type))
      passages.push({ file, lang, line: lineOf(node), text: wordsIn(node, lang) });
    else node.children?.forEach(walk);
  };
  nodes.forEach(walk);
  return passages;
}

const nodesOf = (mdx: string): Node[] =>
  readText(mdx).sections.flatMap(({ heading, pieces }) => [
    ...(heading ? [heading] : []),
    ...pieces.flatMap((piece) => ('prose' in piece ? piece.prose : [])),
  ]);

function wordsIn(node: Node, lang: Lang): string {
  if (node.type === 'inlineCode') return CODE;
  const own = node.value ?? '';
  const inner = (node.children ?? []).map((child) => wordsIn(child, lang)).join('');
  if (node.name === 'Chapter') return lang === 'zh' ? '第 1 章' : 'Chapter 1';
  if (node.name === 'Value') return 'x';
  if (isJsx(node) && !inner) return CODE; // a link to an item, set as code is
  return own + inner;
}

/** Every text in a YAML file that is said to be `zh` or `en`. */
function ofYaml(file: string, text: string): Passage[] {
  const counter = new LineCounter();
  const passages: Passage[] = [];
  const document = parseDocument(text, { lineCounter: counter });
  visit(document, {
    Pair(_, pair) {
      const lang = isScalar(pair.key) && pair.key.value;
      if (lang === 'also' || lang === 'forms') return visit.SKIP; // other names of a term
      if (lang !== 'zh' && lang !== 'en') return undefined;
      for (const { value, range } of scalarsIn(pair.value)) {
        const { line } = counter.linePos(range?.[0] ?? 0);
        if (typeof value !== 'string') continue;
        // A line that ends with its sentence is a paragraph, where they stand in lines.
        for (const text of value.split(/(?<=[。！？])\n/))
          passages.push({ file, lang, line, text });
      }
      return visit.SKIP;
    },
  });
  return passages.filter((each) => !/^[0-9a-f]{8}$/.test(each.text)); // signatures
}

type Scalar = { value: unknown; range?: [number, number, number] | null | undefined };

function scalarsIn(node: unknown): Scalar[] {
  if (isScalar(node)) return [node];
  if (isPair(node)) return scalarsIn(node.value);
  const { items } = (node ?? {}) as { items?: unknown[] };
  return Array.isArray(items) ? items.flatMap(scalarsIn) : [];
}
