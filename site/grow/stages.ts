/**
 * The grown program: stage 00 is a file, each other one a patch on the stage before it.
 * A patch that does not fit is an error, so that no stage can drift from the others.
 */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch, diffLines } from 'diff';
import { grow, type Step } from '../content/schemas/grow.ts';
import { readContent } from '../content/yaml.ts';
import type { Pair } from '../ui/text.ts';

export const GROW = 'content/grow';
export const MADE = '.generated/grow';

export interface Stage {
  readonly id: string; // the slug of its chapter
  readonly name: string; // 'grow-05'
  readonly number: number;
  readonly adds: Pair;
  readonly text: string;
  /** The numbers of the lines that the stage before does not have. */
  readonly added: ReadonlySet<number>;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly visit: readonly Step[];
}

export function readStages(root = process.cwd()): Stage[] {
  const read = (name: string) => readFileSync(join(root, GROW, name), 'utf8');
  const listed = readContent(`${GROW}/grow.yaml`, read('grow.yaml'), grow);
  refuseOthers(
    readdirSync(join(root, GROW)),
    listed.map(({ id }) => id),
  );
  let before = '';
  return listed.map((each, number) => {
    const nn = String(number).padStart(2, '0');
    const file = `${nn}-${each.id}`;
    const text = number === 0 ? read(`${file}.ts`) : patched(before, file, read);
    const added = number === 0 ? new Set<number>() : linesAdded(before, text);
    before = text;
    return { ...each, name: `grow-${nn}`, number, text, added };
  });
}

function patched(before: string, file: string, read: (name: string) => string): string {
  const text = applyPatch(before, read(`${file}.patch`));
  if (text !== false) return text;
  throw new Error(
    `${GROW}/${file}.patch does not fit the stage before it: make it again from ` +
      `${MADE}/${file}.ts, with diff -u`,
  );
}

/** A patch that no stage is made of would be one that nobody tests. */
function refuseOthers(files: string[], ids: string[]): void {
  const stages = files.filter((name) => /^\d\d-/.test(name));
  const isListed = (name: string) => ids.includes(slugOf(name));
  const other = stages.find((name) => !isListed(name));
  if (other) throw new Error(`${GROW}/${other} belongs to no stage in grow.yaml`);
}

const slugOf = (name: string): string =>
  name.replace(/^\d\d-/, '').replace(/(\.test)?\.(ts|patch)$/, '');

export function linesAdded(before: string, after: string): Set<number> {
  const added = new Set<number>();
  let line = 1;
  for (const { added: isNew, removed, count } of diffLines(before, after)) {
    if (removed) continue;
    if (isNew) for (let i = 0; i < count; i++) added.add(line + i);
    line += count;
  }
  return added;
}

export const fileOf = ({ number, id }: Stage): string =>
  `${String(number).padStart(2, '0')}-${id}.ts`;

/** As files that run: each beside a `kernel.ts`, as its import has it. */
export function makeStages(stages: readonly Stage[], root = process.cwd()): void {
  const folder = join(root, MADE);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'kernel.ts'),
    `export * from '../../${GROW}/kernel.ts';\n`,
  );
  for (const stage of stages) writeFileSync(join(folder, fileOf(stage)), stage.text);
}
