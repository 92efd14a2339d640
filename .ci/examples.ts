/** The examples that `npm run example` knows. */

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Each with the first line of its file. `listen.ts` is none: it helps the others. */
export function examples(): Map<string, string> {
  const files = globSync('loop/examples/*.ts').filter((file) => !/listen/.test(file));
  const firstLine = /^\/\*\*\s+(?:\* )?(.*?)(?: \*\/)?$/m;
  return new Map(
    files.sort().map((file) => {
      const [, about = ''] = firstLine.exec(readFileSync(file, 'utf8')) ?? [];
      return [basename(file, '.ts'), about];
    }),
  );
}
