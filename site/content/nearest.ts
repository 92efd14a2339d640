/** What did they mean? Likeness by edit distance, for error messages that help. */

/** 1 for equal texts, 0 for texts with nothing in common. */
export function likeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - editDistance(a, b) / longest;
}

/** 1 if the piece stands somewhere in the text, else how near any stretch comes. */
export function likenessWithin(piece: string, text: string): number {
  const row = lastRow(piece, text, () => 0);
  return piece === '' ? 1 : 1 - Math.min(...row) / piece.length;
}

/** How many letters to insert, delete or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  return at(
    lastRow(a, b, (j) => j),
    b.length,
  );
}

/** What it costs to get from `a` to each beginning of `b`; `skip`: to start at j. */
function lastRow(a: string, b: string, skip: (j: number) => number): number[] {
  let row = Array.from({ length: b.length + 1 }, (_, j) => skip(j));
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return row;
}

function at(row: number[], index: number): number {
  return row[index] ?? Infinity;
}

/** The name most like the wanted one, if there are any. */
export function nearest(wanted: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestLikeness = -1;
  for (const name of names) {
    const alike = likeness(wanted, name);
    if (alike > bestLikeness) [best, bestLikeness] = [name, alike];
  }
  return best;
}

/** `; nearest: …`, or nothing where nothing comes near. */
export function hint(wanted: string, names: Iterable<string>): string {
  const name = nearest(wanted, names);
  const near = name !== undefined && likeness(wanted, name) >= 0.4;
  return near ? `; nearest: ${name}` : '';
}
