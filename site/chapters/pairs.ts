/**
 * Both languages of a chapter, laid side by side: what they share stands once, and the
 * paragraphs between two blocks belong together.
 */

import type { Lang } from '../ui/text.ts';
import type { Chapter } from './chapter.ts';
import { blocksOf, type Node, type Section, type Use } from './text.ts';

export type Shared = { block: Use } | { prose: Record<Lang, Node[]> };
export interface SharedSection {
  id: string; // 's2'; 's0' is what stands before the first heading
  heading: Record<Lang, Node> | undefined;
  pieces: Shared[];
}

export function sectionsOf({ text }: Chapter): SharedSection[] {
  const opening = text.zh.sections[0]?.heading === null ? 0 : 1;
  return text.zh.sections.map((zh, i) => {
    const en = text.en.sections[i] ?? zh; // only under `npm run dev`
    const heading =
      zh.heading && en.heading ? { zh: zh.heading, en: en.heading } : undefined;
    return { id: `s${i + opening}`, heading, pieces: shared(zh, en) };
  });
}

function shared(zh: Section, en: Section): Shared[] {
  const blocks = blocksOf(zh);
  const [ours, theirs] = [proseOf(zh), proseOf(en)];
  return Array.from({ length: blocks.length + 1 }, (_, i) => i).flatMap((i) => {
    const prose = { zh: ours[i] ?? [], en: theirs[i] ?? [] };
    const block = blocks[i];
    return [
      ...(prose.zh.length + prose.en.length > 0 ? [{ prose }] : []),
      ...(block ? [{ block }] : []),
    ];
  });
}

/** The paragraphs before the first block, between it and the second, and so on. */
function proseOf({ pieces }: Section): Node[][] {
  const runs: Node[][] = [[]];
  for (const piece of pieces) {
    if ('block' in piece) runs.push([]);
    else runs.at(-1)?.push(...piece.prose);
  }
  return runs;
}
