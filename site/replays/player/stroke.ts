/**
 * Where a length along a stroke lies. The browser can tell, but takes longer than a frame
 * for it; so the stroke is walked along once, and then looked up.
 */

export interface Point {
  x: number;
  y: number;
}

const PIECES = 16; // of a curve

export class Stroke {
  readonly #points: Point[] = [];
  readonly #lengths: number[] = [];

  /** A path of absolute M, L and C, as `score()` draws it. */
  constructor(path: string) {
    for (const [, command, numbers = ''] of path.matchAll(/([MLC])([^MLC]*)/g)) {
      const [a, b, c] = pointsIn(numbers);
      if (command === 'C' && a && b && c) this.#curveTo(a, b, c);
      else if (a) this.#add(a);
    }
  }

  get length(): number {
    return this.#lengths.at(-1) ?? 0;
  }

  at(length: number): Point {
    let [low, high] = [0, this.#lengths.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lengths[middle] as number) < length) low = middle + 1;
      else high = middle;
    }
    const [from, to] = [this.#points[low - 1], this.#points[low] as Point];
    if (!from) return to;
    const [start, end] = [
      this.#lengths[low - 1] as number,
      this.#lengths[low] as number,
    ];
    const part = Math.min(1, (length - start) / (end - start || 1));
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  }

  #curveTo(b: Point, c: Point, d: Point): void {
    const a = this.#points.at(-1) ?? b;
    for (let i = 1; i <= PIECES; i++) {
      const t = i / PIECES;
      const mix = (k: keyof Point) =>
        (1 - t) ** 3 * a[k] +
        3 * (1 - t) ** 2 * t * b[k] +
        3 * (1 - t) * t ** 2 * c[k] +
        t ** 3 * d[k];
      this.#add({ x: mix('x'), y: mix('y') });
    }
  }

  #add(point: Point): void {
    const last = this.#points.at(-1) ?? point;
    this.#lengths.push(this.length + Math.hypot(point.x - last.x, point.y - last.y));
    this.#points.push(point);
  }
}

function pointsIn(numbers: string): Point[] {
  const all = numbers
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const points: Point[] = [];
  for (let i = 0; i + 1 < all.length; i += 2) {
    points.push({ x: all[i] as number, y: all[i + 1] as number });
  }
  return points;
}
