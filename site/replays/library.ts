/** All scenarios of a project: what is in content/replays/. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type ReplayFile, replay } from '../content/schemas/replay.ts';
import { readContent } from '../content/yaml.ts';

export interface Scenario {
  slug: string; // `next-turn`
  folder: string; // `content/replays/02-next-turn`
  scenario: string; // its program
  file: ReplayFile;
}

export function readScenarios(root: string): Scenario[] {
  const paths = globSync('content/replays/*/replay.yaml', { cwd: root }).sort();
  return paths.map((path) => {
    const folder = dirname(path).replaceAll('\\', '/');
    const slug = folder.replace(/^.*\/\d+-/, '');
    const scenario = `${folder}/scenario.ts`;
    if (!existsSync(join(root, scenario))) throw new Error(`${scenario} is missing`);
    const file = readContent(path, readFileSync(join(root, path), 'utf8'), replay);
    for (const { id } of file.twins) {
      if (!id.startsWith(`${slug}~`))
        throw new Error(`${path}: ${id} is not ${slug}~…`);
    }
    return { slug, folder, scenario, file };
  });
}
