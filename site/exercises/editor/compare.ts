/** What differs from the start, shown in the editor itself. Fetched when asked for. */

import { unifiedMergeView } from '@codemirror/merge';
import type { Extension } from '@codemirror/state';

export const comparedWith = (original: string): Extension =>
  unifiedMergeView({ original, mergeControls: false, gutter: true });
