/** The briefs, rendered by Astro: only pages can import this, not Node. */

import type { MarkdownInstance } from 'astro';
import type { Lang } from '../ui/text.ts';

type Brief = MarkdownInstance<Record<string, unknown>>;

const found = import.meta.glob<Brief>('/content/exercises/*/{zh,en}.md', {
  eager: true,
});

/** The component of a brief; `path` is that of the exercise's folder. */
export function briefOf(path: string, lang: Lang): Brief['Content'] {
  const brief = found[`/${path}/${lang}.md`];
  if (!brief) throw new Error(`${path} has no brief in ${lang}`);
  return brief.Content;
}
