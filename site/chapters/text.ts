/**
 * The text of a chapter in one language: MDX, read into sections of pieces. A piece is
 * some paragraphs, or one block (code, replay, figure) that both languages share.
 */

import { mdxToMdast } from 'satteri';
import { faultsOf, type Props, SHAPES } from './components.ts';

/** What of a Markdown tree matters here. */
export interface Node {
  type: string;
  children?: Node[];
  value?: string;
  name?: string | null;
  attributes?: { name: string; value: unknown }[];
  depth?: number;
  url?: string;
  ordered?: boolean;
  lang?: string | null;
  position?: { start: { line: number; column: number } };
}

export interface Use {
  name: string;
  props: Props;
  line: number;
  words: Node[];
}

export type Piece = { prose: Node[] } | { block: Use };
export interface Section {
  heading: Node | null; // none before the first ##
  line: number;
  pieces: Piece[];
  /** Those in sentences; blocks are among the pieces. */
  inline: Use[];
}
export interface Fault {
  line: number;
  text: string;
}
export interface Text {
  sections: Section[];
  faults: Fault[];
}

const ALLOWED = new Set([
  'paragraph',
  'text',
  'emphasis',
  'strong',
  'inlineCode',
  'link',
  'break',
  'list',
  'listItem',
  'blockquote',
  'table',
  'tableRow',
  'tableCell',
  'heading',
  'code',
  'mdxJsxFlowElement',
  'mdxJsxTextElement',
]);

const REFUSED: Record<string, string> = {
  mdxjsEsm: 'no import and no export: the site provides the components',
  mdxFlowExpression: 'no expression in braces: text and components only',
  mdxTextExpression: 'no expression in braces: text and components only',
  image: 'no image: a <Figure> is drawn from what was measured',
  thematicBreak: 'no rule: begin a section with ##',
  html: 'no HTML: text and components only',
};

export function readText(mdx: string): Text {
  try {
    return new Reader().read(mdxToMdast(mdx) as Node);
  } catch (error) {
    const [, line = '1', text = String(error)] =
      /^(\d+):\d+:? (.*)/s.exec((error as Error).message) ?? [];
    return { sections: [], faults: [{ line: Number(line), text }] };
  }
}

export const lineOf = (node: Node): number => node.position?.start.line ?? 1;

export const isJsx = ({ type }: Node): boolean => type.startsWith('mdxJsx');

export function useOf(node: Node): Use {
  const props = (node.attributes ?? []).map(({ name, value }) => [name, plain(value)]);
  return {
    name: node.name ?? '',
    props: Object.fromEntries(props),
    line: lineOf(node),
    words: node.children ?? [],
  };
}

/** `"text"` or `{1}`; anything else is kept as what it is, and refused later. */
function plain(value: unknown): string | number {
  if (typeof value === 'string') return value;
  const { value: code = '' } = (value ?? {}) as { value?: string };
  return /^-?\d+$/.test(code.trim()) ? Number(code) : Number.NaN;
}

class Reader {
  readonly faults: Fault[] = [];
  readonly sections: Section[] = [];

  read(root: Node): Text {
    for (const node of root.children ?? []) this.#top(node);
    return { sections: this.sections, faults: this.faults };
  }

  #top(node: Node): void {
    if (node.type === 'heading') {
      this.sections.push({ heading: node, line: lineOf(node), pieces: [], inline: [] });
      if (node.depth !== 2)
        this.#fault(node, 'a section begins with ##, and has no parts');
    }
    this.#walk(node, true);
    if (node.type === 'heading') return;
    const { pieces } = this.#section(node);
    const last = pieces.at(-1);
    if (isBlock(node)) pieces.push({ block: useOf(node) });
    else if (last && 'prose' in last) last.prose.push(node);
    else pieces.push({ prose: [node] });
  }

  /** What stands before the first ## is a section without a heading. */
  #section(node: Node): Section {
    if (this.sections.length === 0)
      this.sections.push({ heading: null, line: lineOf(node), pieces: [], inline: [] });
    return this.sections.at(-1) as Section;
  }

  #walk(node: Node, isTop = false): void {
    if (isJsx(node)) this.#component(node, isTop);
    else if (!ALLOWED.has(node.type)) {
      this.#fault(node, REFUSED[node.type] ?? `no ${node.type} in a chapter`);
    } else if (node.type === 'code' && node.lang !== 'sh') {
      const how =
        'code is drawn from the source by <Code>; only commands (sh) are typed';
      this.#fault(node, how);
    }
    for (const child of node.children ?? []) this.#walk(child);
  }

  #component(node: Node, isTop: boolean): void {
    const use = useOf(node);
    for (const text of faultsOf(use.name, use.props, use.words.length > 0))
      this.#fault(node, text);
    if (isBlock(node) && !isTop)
      this.#fault(node, `<${use.name}> stands alone, between empty lines`);
    if (!isBlock(node)) this.#section(node).inline.push(use);
  }

  #fault(node: Node, text: string): void {
    this.faults.push({ line: lineOf(node), text });
  }
}

const isBlock = (node: Node): boolean =>
  isJsx(node) && SHAPES[node.name ?? '']?.kind === 'block';

export const blocksOf = ({ pieces }: Section): Use[] =>
  pieces.flatMap((piece) => ('block' in piece ? [piece.block] : []));

/** Everything that a text uses, in order within its kind. */
export const usesOf = ({ sections }: Text): Use[] =>
  sections.flatMap((section) => [...blocksOf(section), ...section.inline]);
