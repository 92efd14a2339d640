/**
 * The Markdown of notes, briefs and labels, read by the parser of the chapters: `code`,
 * *emphasis*, and in a brief paragraphs and lists.
 */

import { markdownToMdast } from 'satteri';
import { escapeHtml } from './text.ts';

interface Node {
  type: string;
  value?: string;
  children?: Node[];
}

/** Markup of text that is not code. */
type Link = (html: string) => string;

// A line break in YAML becomes a space, which has no place between two Han characters.
const BETWEEN_HAN =
  /(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])/g;

const TAGS: Record<string, string> = {
  paragraph: 'p',
  list: 'ul',
  listItem: 'li',
  emphasis: 'em',
  strong: 'strong',
  inlineCode: 'code',
};

const FEATURES = { gfm: false, frontmatter: false };
const known = new Map<string, Node[]>();

/** Labels come again on every page: each text is read once. */
const blocksIn = (text: string): Node[] =>
  known.getOrInsertComputed(text, () => {
    return (markdownToMdast(text, { features: FEATURES }) as Node).children ?? [];
  });

/** All of it in one line; what would be a list or a heading there is plain text. */
function inline(text: string): Node[] {
  const value = text.trim().replace(BETWEEN_HAN, '').replace(/\s+/g, ' ');
  const [first, ...others] = blocksIn(value);
  const isLine = first?.type === 'paragraph' && others.length === 0;
  return isLine ? (first.children ?? []) : [{ type: 'text', value }];
}

/** `link` may mark what is not code. */
export const markdown = (text: string, link: Link = (html) => html): string =>
  inline(text)
    .map((node) => htmlOf(node, link))
    .join('');

export interface Block {
  readonly tag: 'p' | 'ul';
  readonly html: string;
}

/** The paragraphs and lists of a text. */
export const blocksOf = (text: string): Block[] =>
  blocksIn(text).map((node) => ({
    tag: node.type === 'list' ? 'ul' : 'p',
    html: inside(node, (html) => html),
  }));

function htmlOf(node: Node, link: Link): string {
  const tag = TAGS[node.type];
  const html = inside(node, node.type === 'inlineCode' ? (html) => html : link);
  return tag ? `<${tag}>${html}</${tag}>` : html;
}

/** An item of one paragraph is no paragraph. */
function inside({ type, value, children = [] }: Node, link: Link): string {
  if (value !== undefined) return link(escapeHtml(value.replace(BETWEEN_HAN, '')));
  const only = type === 'listItem' && children.length === 1 ? children[0] : undefined;
  if (only) return inside(only, link);
  return children.map((node) => htmlOf(node, link)).join('');
}

/** The same without its marks, for where nothing can be marked: a list, an index. */
export const plainText = (text: string): string => inline(text).map(wordsOf).join('');

const wordsOf = ({ value, children = [] }: Node): string =>
  value ?? children.map(wordsOf).join('');
