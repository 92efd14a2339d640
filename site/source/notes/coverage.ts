/** How much of a file is explained: the share of its executable lines in a band. */

import { bands } from './bands.ts';
import type { PlacedNote } from './note.ts';
import { readSource, type Source } from './symbols.ts';

export interface Coverage {
  /** Executable lines, and how many of them belong to a note. */
  executable: number;
  noted: number;
  /** Those that belong to none. */
  missing: number[];
}

/** Every one of their lines has a note. */
const HEART = new Set([
  'loop/core/poll-ioloop.ts',
  'loop/core/timeouts.ts',
  'loop/core/poller.ts',
  'loop/pollers/epoll.ts',
  'loop/node/waker.ts',
  'native/epoll.cc',
]);

export function coverage(
  file: string,
  source: string,
  placed: readonly PlacedNote[],
): Coverage {
  return coverageOf(readSource(file, source), placed);
}

export function coverageOf(source: Source, placed: readonly PlacedNote[]): Coverage {
  const spans = bands(source, placed);
  const lines = source.executable();
  const missing = lines.filter(
    (line) => !spans.some(({ from, to }) => from <= line && line <= to),
  );
  const executable = lines.length;
  return { executable, noted: executable - missing.length, missing };
}

/** The share that a file must reach; 0 if nothing is asked of it. */
export function requiredShare(file: string): number {
  if (HEART.has(file)) return 1;
  if (file.startsWith('loop/examples/')) return 0;
  return /^loop\/.+\.ts$|^native\/.+\.cc$/.test(file) ? 0.9 : 0;
}

/** A file without executable lines is fully explained. */
export function shareOf({ executable, noted }: Coverage): number {
  return executable === 0 ? 1 : noted / executable;
}
