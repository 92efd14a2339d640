/** The little Markdown of a brief: paragraphs, and lists one deep. */

import { type Lang, markdown, type Pair } from '../ui/text.ts';

export interface Block {
  readonly tag: 'p' | 'ul';
  /** Markup of our own. */
  readonly html: string;
  readonly lang: Lang;
}

/** Both languages; paragraph by paragraph, if they have as many of them. */
export function blocksOf({ zh, en }: Pair, first: Lang): Block[] {
  const [own, other] = [blocksIn(zh, 'zh'), blocksIn(en, 'en')];
  const [a, b] = first === 'zh' ? [own, other] : [other, own];
  if (a.length !== b.length) return [...a, ...b];
  return a.flatMap((block, i) => [block, b[i] as Block]);
}

function blocksIn(text: string, lang: Lang): Block[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((block) => ({ ...blockOf(block), lang }));
}

function blockOf(text: string): Pick<Block, 'tag' | 'html'> {
  if (!/^[-*] /.test(text)) return { tag: 'p', html: markdown(text) };
  const items = text.split(/^[-*] /m).filter((item) => item.trim() !== '');
  return { tag: 'ul', html: items.map((i) => `<li>${markdown(i)}</li>`).join('') };
}
