/** From V8's counts to the lines that ran. */

import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The lines that ran, by file: `{ 'loop/node/waker.ts': [12, 13] }`. */
export type Lines = Record<string, number[]>;

const sources = new Map<string, string>();

function sourceOf(path: string): string {
  const source = sources.get(path) ?? readFileSync(path, 'utf8');
  sources.set(path, source);
  return source;
}

/** A line ran if something on it did that is not white space. */
export function linesRun({ url, functions }: Profiler.ScriptCoverage): Lines {
  const path = fileURLToPath(url.replace(/\?.*/, ''));
  const source = sourceOf(path);
  const ran = new Uint8Array(source.length);
  // From the outside in: what is nested has the last word.
  const ranges = functions
    .flatMap((each) => each.ranges)
    .sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges)
    ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  const lines = source.split('\n');
  let offset = 0;
  const numbers = lines.flatMap((line, i) => {
    const from = offset + line.search(/\S|$/);
    offset += line.length + 1;
    return ran.subarray(from, from + line.trim().length).includes(1) ? [i + 1] : [];
  });
  return { [relative(process.cwd(), path)]: numbers };
}

/** One after the other, or from several threads: a line that ran anywhere ran. */
export function merge(parts: Lines[]): Lines {
  const all: Lines = {};
  for (const part of parts) {
    for (const [file, lines] of Object.entries(part)) {
      const both = new Set([...(all[file] ?? []), ...lines]);
      if (both.size > 0) all[file] = [...both].sort((a, b) => a - b);
    }
  }
  return all;
}
