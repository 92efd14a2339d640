/** Reading the ledger's text. An empty one is a ledger with nothing published. */

import { type Ledger, ledger as schema } from '../../content/schemas/ledger.ts';
import { readYaml } from '../../content/yaml.ts';
import { LEDGER_PATH } from './paths.ts';
import type { Problem } from './problems.ts';

export type { Ledger } from '../../content/schemas/ledger.ts';

export function readLedger(text: string): { ledger: Ledger; problems: Problem[] } {
  const { data, problems } = readYaml(LEDGER_PATH, text, schema);
  return {
    ledger: data ?? { published: new Map(), redirects: new Map() },
    problems: problems.map((each) => ({ kind: 'ledger', ...each })),
  };
}
