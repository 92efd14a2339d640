/** What stands beside each number, without which it says nothing: where, when, how. */

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: string;
  readonly kernel: string;
  readonly node: string;
  readonly commit: string;
  readonly date: string; // 2026-11-26
}

/** Who could not be measured, and what installs it. */
export interface Missing {
  readonly peer: string;
  readonly hint: string;
}

/** What is kept of a report of Lighthouse on one page. */
export interface Scores {
  page: string;
  performance: number; // of 100, as the next three
  accessibility: number;
  practices: number;
  seo: number;
  blocking: number; // ms, total blocking time
  paint: number; // ms, largest contentful paint
}
