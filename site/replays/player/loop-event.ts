/** An event of the reader’s own program, as a recording tells it. */

import type { Pair } from '../../ui/browser/words.ts';
import type { Stave } from '../../ui/concepts.ts';
import type { Run } from './run.ts';

export type Kind =
  | ('program' | 'own' | 'start' | 'stop' | 'left')
  | ('turn' | 'runs' | 'how' | 'sleep' | 'woken' | 'look');

/** Where on the film: on the flat of a stave, so much of it along. */
export interface Spot {
  turn: number; // from 0; -1: before the first
  stave: Stave;
  piece?: number; // which of the callbacks, timeouts or handlers
  part: number; // 0 … 1
}

export interface LoopEvent {
  kind: Kind;
  /** The step whose state is shown. */
  step: number;
  /** The first of the lines that it stands for. */
  from: number;
  /** Of the program, to be lit; 0: the one that was lit before. */
  line: number;
  turn: number; // from 0; -1: before the first
  spot?: Spot;
  /** For the hand on the film: `hello`, `120 ms`. */
  label: string;
  said: Pair;
}

/** The file that is the reader's own: the one that is none of the loop's. */
export function programOf({ recording }: Run): number {
  return recording.files.findIndex((file) => !file.startsWith('loop/'));
}

/** The event that a line of the source belongs to. */
export function eventAt(events: readonly LoopEvent[], step: number): number {
  return Math.max(
    0,
    events.findLastIndex(({ from }) => from <= step),
  );
}
