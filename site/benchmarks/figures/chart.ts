/** What a chart is made of: plain data, which the drawing and its table both read. */

import type { Concept } from '../../ui/concepts.ts';
import type { Pair } from '../../ui/text.ts';

export type Row = Record<string, number | string>;

/** Colour means a concept, and nothing else; what belongs to none is ink. */
export type Tone = Concept | 'ink' | 'ink-3';

/** The shape says the same as the colour, for those who cannot tell colours apart. */
export type Shape = 'square' | 'triangle' | 'circle' | 'diamond' | 'none';

export interface Axis {
  readonly key: string; // of the rows
  readonly name: Pair;
  readonly log?: boolean;
  readonly from?: number;
  readonly to?: number;
}

export interface Series {
  readonly name: Pair;
  readonly tone: Tone;
  readonly shape: Shape;
  readonly dashed?: boolean;
  readonly of?: (row: Row) => boolean; // which rows; all by default
  readonly y?: string; // another key than the axis'
}

export interface Lines {
  readonly kind: 'lines';
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly stepped?: boolean;
}

export interface Bars {
  readonly kind: 'bars';
  readonly name: Pair; // of the values, with their unit
  readonly value: string; // key of the rows
  readonly label: (row: Row) => Pair;
  readonly say: (value: number) => string; // how a value is written
  readonly tone: (row: Row) => Tone;
  readonly log?: boolean;
  readonly from?: number;
  readonly to?: number;
  readonly only?: (row: Row) => boolean; // which rows; all by default
  readonly marks?: readonly number[]; // lines to compare with
}

export type Chart = Lines | Bars;

export interface Column {
  readonly key: string;
  readonly name: Pair;
  readonly say?: (value: number | string) => Pair; // as it is, by default
}

export interface Spec {
  readonly title: Pair;
  /** How it was measured, and what to be careful about. */
  readonly about: Pair;
  /** What came out, in words made from the numbers. */
  readonly finding: (rows: readonly Row[]) => Pair;
  readonly charts: readonly Chart[];
  readonly columns: readonly Column[];
}

/** Words that are the same in both languages: names of system calls, numbers. */
export const same = (text: string): Pair => ({ zh: text, en: text });

/** A number of the first row that fits. */
export function find(
  rows: readonly Row[],
  wanted: Record<string, unknown>,
  key: string,
): number {
  const row = rows.find((row) =>
    Object.entries(wanted).every(([name, value]) => row[name] === value),
  );
  return Number(row?.[key] ?? Number.NaN);
}

/** Milliseconds as people say them: `3.5 µs`, `17 ms`, `1.0 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1) return `${digits(1000 * milliseconds)} µs`;
  if (milliseconds < 1000) return `${digits(milliseconds)} ms`;
  return `${digits(milliseconds / 1000)} s`;
}

/** Two digits that count, more only before the point; thousands parted. */
export function digits(value: number): string {
  const rounded =
    Math.abs(value) < 100 ? Number(value.toPrecision(2)) : Math.round(value);
  return rounded.toLocaleString('en');
}
