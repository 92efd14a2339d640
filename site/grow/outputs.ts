/** What each stage prints when guests come: run once for each text, and kept. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, GROW, MADE, makeStages, type Stage } from './stages.ts';
import { type Seen, visit } from './visit.ts';

/** Null where there is no kernel to run it on: not Linux, or no compiled addon. */
export async function outputOf(
  stage: Stage,
  root = process.cwd(),
): Promise<Seen[] | null> {
  if (!hasKernel(root)) return null;
  const folder = join(root, MADE, 'outputs');
  const kept = join(folder, `${stage.name}-${hashOf(stage, root)}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  makeStages([stage], root);
  const seen = await visit(join(root, MADE, fileOf(stage)), stage);
  mkdirSync(folder, { recursive: true });
  writeFileSync(kept, JSON.stringify(seen));
  return seen;
}

/** Asked of the files: a page that is being built cannot load the addon. */
const hasKernel = (root: string): boolean =>
  process.platform === 'linux' && existsSync(join(root, 'native/build/addon.node'));

/** Of everything that the output depends on, in this project. */
function hashOf({ adds: _, ...stage }: Stage, root: string): string {
  const kernel = readFileSync(join(root, GROW, 'kernel.ts'), 'utf8');
  const all = JSON.stringify([stage, kernel]);
  return createHash('sha256').update(all).digest('hex').slice(0, 12);
}
