/**
 * How a file is cut for the page. A section holds blocks; a block is the lines up to
 * and including a quote (`above`), the note on that quote, and the lines that follow it
 * (`below`). A line belongs to exactly one block, and the blocks are in file order.
 */

export type Span = { from: number; to: number }; // lines, 1-based, both ends included
export type Block<N extends Span> = { above: Span; note?: N; below?: Span };

const LONGEST_PLAIN = 40; // lines without a note are cut here, so that far ones rest

/** Cut `lineCount` lines where sections start; the first of them may have no heading. */
export function sectionSpans(lineCount: number, starts: number[]): Span[] {
  const cuts = [...new Set([1, ...starts])].sort((a, b) => a - b);
  return cuts.map((from, i) => ({ from, to: (cuts[i + 1] ?? lineCount + 1) - 1 }));
}

/** The blocks of one section; `notes` are those whose quote ends in it. */
export function blocksOf<N extends Span>(
  lines: string[],
  section: Span,
  notes: N[],
): Block<N>[] {
  const blocks: Block<N>[] = [];
  let next = section.from; // the first line that no block has taken yet
  for (const note of notes.toSorted((a, b) => a.from - b.from)) {
    const own = splitGap(lines, { from: next, to: note.from - 1 }, blocks.length > 0);
    giveAway(blocks, lines, { from: next, to: own - 1 });
    blocks.push({ above: { from: own, to: note.to }, note });
    next = note.to + 1;
  }
  giveAway(blocks, lines, { from: next, to: section.to });
  return blocks;
}

/** Lines that no quote claims go below the last note; before any note they stand alone. */
function giveAway<N extends Span>(
  blocks: Block<N>[],
  lines: string[],
  gap: Span,
): void {
  if (gap.to < gap.from) return;
  const plain = plainSpans(lines, gap);
  const last = blocks.at(-1);
  if (last?.note && plain[0]) last.below = plain.shift() as Span;
  for (const above of plain) blocks.push({ above });
}

/** Where, in the gap before a quote, its own block begins: after the last empty line. */
function splitGap(lines: string[], gap: Span, afterNote: boolean): number {
  for (let n = gap.to; n >= gap.from; n--) if (!lines[n - 1]?.trim()) return n + 1;
  if (!afterNote) return gap.from;
  let n = gap.to + 1; // no empty line: take the comment and the openers just above
  while (n > gap.from && /^\s*(\/\/|\/?\*)|[{([]$/.test(lines[n - 2] ?? '')) n--;
  return n;
}

/** Cut a long stretch at its empty lines. */
function plainSpans(lines: string[], gap: Span): Span[] {
  const spans: Span[] = [];
  let from = gap.from;
  for (let n = gap.from; n < gap.to; n++) {
    if (n - from < LONGEST_PLAIN - 1 || lines[n - 1]?.trim()) continue;
    spans.push({ from, to: n });
    from = n + 1;
  }
  return [...spans, { from, to: gap.to }];
}
