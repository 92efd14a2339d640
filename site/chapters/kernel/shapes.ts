/** What a drawing of the kernel is made of. Words are in both languages, names in neither. */

import type { Pair } from '../../ui/text.ts';

export interface Box {
  at: [x: number, y: number];
  size: [width: number, height: number];
  /** A name from the source, or words. */
  label: string | Pair;
  kind?: 'zone' | 'part' | 'ready' | 'gone' | 'asleep';
}

export interface Arrow {
  path: string; // of SVG
  kind?: 'points' | 'happens' | 'gone';
}

export interface Label {
  at: [x: number, y: number];
  text: string | Pair;
  anchor?: 'middle' | 'end';
  isStep?: boolean; // the number of a step
}

/** What happens, in order, and which function of the kernel does it. */
export interface Happening {
  what: Pair;
  by: string; // 'ep_poll_callback'; of which there may be none
  file: string; // 'fs/eventpoll.c'
}

export interface Drawing {
  title: Pair;
  /** The whole of it, for those who do not see it. */
  says: Pair;
  size: [width: number, height: number];
  boxes: Box[];
  arrows: Arrow[];
  labels: Label[];
  steps: Happening[];
}
