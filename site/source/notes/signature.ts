/**
 * The signature of a symbol: 8 hexadecimal digits that change when its tokens do, and
 * stay when only comments or white space change. `seen` is the one a person signed.
 */

import { createHash } from 'node:crypto';
import type { Part, Source } from './symbols.ts';

export function signature(source: Source, parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const { start, end } of parts) {
    // \0 keeps `a b` and `ab` apart.
    for (const { text } of source.tokens(start, end)) hash.update(`${text}\0`);
  }
  return hash.digest('hex').slice(0, 8);
}
