/** A program as the player lists it where the editor is out of sight: without inks. */

import type { Listing } from '../../replays/player/load.ts';
import { escapeHtml } from '../../ui/text.ts';

export function listingOf(text: string): Listing {
  const lines = text.trimEnd().split('\n').map(escapeHtml);
  const noteOf = lines.map(() => -1);
  return { file: 'program.ts', lines, noteOf, notes: [], page: false };
}
