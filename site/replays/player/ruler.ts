/** The arithmetic of the clock's ruler: its length, its ticks, and where names fit. */

export interface Ruler {
  until: number; // ms at the right end
  tick: number; // ms from number to number
}

const TICK_ROOM = 56; // px that a number needs
const SHORTEST = 10; // ms: no ruler is made for less

/** A ruler that reaches `ms`, with as many numbers as fit into `width` px. */
export function rulerFor(ms: number, width: number): Ruler {
  const most = Math.max(2, Math.floor(width / TICK_ROOM));
  const end = Math.max(ms, SHORTEST);
  const least = end / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const tick =
    [1, 2, 5, 10].map((n) => n * power).find((each) => each >= least) ?? least;
  return { until: Math.ceil(end / tick) * tick, tick };
}

export interface Label {
  x: number;
  text: string;
}

const CHAR = 6.7; // px, a letter at 11 px

/** The row of each label, from the ruler up; -1 for one that finds no place at all. */
export function rowsOf(labels: Label[], rows: number): number[] {
  const ends = Array.from({ length: rows }, () => -Infinity);
  const order = labels.map((_, i) => i).sort((a, b) => at(a) - at(b));
  const found = labels.map(() => -1);
  for (const i of order) {
    const row = ends.findIndex((end) => end + 6 <= at(i));
    if (row < 0) continue;
    found[i] = row;
    ends[row] = at(i) + (labels[i]?.text.length ?? 0) * CHAR;
  }
  return found;

  function at(i: number): number {
    return labels[i]?.x ?? 0;
  }
}
