/** What `npm run lighthouse` last said in this checkout; nothing if it was not run. */

import { existsSync, readFileSync } from 'node:fs';
import type { Scores } from './measured.ts';

const PATH = '.generated/lighthouse.json';

export const lighthouse: { date: string; scores: Scores[] } | undefined = existsSync(
  PATH,
)
  ? JSON.parse(readFileSync(PATH, 'utf8'))
  : undefined;
