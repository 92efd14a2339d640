/** The smallest symbol around some lines: what a reader would say they are in. */

import type { Part, Source } from './symbols.ts';

export function innermost(
  source: Source,
  from: number,
  to: number,
  among: (part: Part) => boolean = () => true,
): Part | undefined {
  let best: Part | undefined;
  for (const part of [...source.symbols.values()].flat()) {
    if (part.from > from || part.to < to || !among(part)) continue;
    if (!best || part.end - part.start < best.end - best.start) best = part;
  }
  return best;
}
