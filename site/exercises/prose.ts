/** A brief in both languages. */

import { type Block, blocksOf as blocksIn } from '../ui/markdown.ts';
import type { Lang, Pair } from '../ui/text.ts';

/** Both languages; paragraph by paragraph, if they have as many of them. */
export function blocksOf(text: Pair, first: Lang): (Block & { lang: Lang })[] {
  const langs: Lang[] = first === 'zh' ? ['zh', 'en'] : ['en', 'zh'];
  const [own = [], other = []] = langs.map((lang) =>
    blocksIn(text[lang]).map((block) => ({ ...block, lang })),
  );
  if (own.length !== other.length) return [...own, ...other];
  return own.flatMap((block, i) => [block, ...other.slice(i, i + 1)]);
}
