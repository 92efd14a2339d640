/**
 * A broken twin: the same scenario on a loop with one line changed. The change is a
 * patch, applied to a temporary copy of the loop, so that it is never a copy that could
 * grow old. One that no longer applies fails the build.
 */

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { applyPatch, diffLines, parsePatch } from 'diff';

/** A file that the patch has changed. */
export interface Changed {
  file: string;
  text: string;
  /** For each of its lines the one that it was, from 1; nothing for a new one. */
  origins: (number | undefined)[];
}

type Read = (file: string) => string;

export function changedBy(path: string, patch: string, read: Read): Changed[] {
  return parsePatch(patch).map((part) => {
    const file = part.newFileName?.replace(/^b\//, '') ?? '';
    const text = read(file);
    const changed = applyPatch(text, part);
    if (changed === false || changed === text) {
      throw new Error(`${path} does not apply to ${file} any more`);
    }
    return { file, text: changed, origins: originsOf(text, changed) };
  });
}

function originsOf(before: string, after: string): (number | undefined)[] {
  let line = 0;
  return diffLines(before, after).flatMap(({ added, removed, count }) => {
    const lines = Array.from({ length: count ?? 0 }, (_, i) => line + i + 1);
    if (!added) line += lines.length;
    return removed ? [] : lines.map((each) => (added ? undefined : each));
  });
}

/** Call with a folder that holds the changed loop, the scenario, and the compiled shim. */
export async function inCopy<T>(
  root: string,
  scenario: string,
  changed: readonly Changed[],
  work: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'ioloop-twin-'));
  try {
    cpSync(join(root, 'loop'), join(copy, 'loop'), { recursive: true });
    mkdirSync(join(copy, dirname(scenario)), { recursive: true });
    cpSync(join(root, dirname(scenario)), join(copy, dirname(scenario)), {
      recursive: true,
    });
    symlinkSync(resolve(root, 'native'), join(copy, 'native'));
    symlinkSync(resolve(root, 'package.json'), join(copy, 'package.json'));
    for (const { file, text } of changed) writeFileSync(join(copy, file), text);
    return await work(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
