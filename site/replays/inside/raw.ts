/** What the recorded process writes down, before anything is made of it. */

import type { Call, State } from '../recording.ts';

export interface Raw {
  node: string;
  kernel: string;
  /** Empty if no loop was made. */
  backEnd: string;
  steps: RawStep[];
  /** After the last step, when the process ends. */
  end: Look;
  /** More steps than a reader would go through. */
  tooMany?: boolean;
}

export interface RawStep {
  file: string;
  line: number;
  /** Of the shown frames, innermost first: file and line. */
  stack: [file: string, line: number][];
  look: Look;
}

export interface Look {
  state: Omit<State, 'phase'>;
  noted: Noted[];
  calls: Call[];
  printed: string;
}

export type Noted =
  | { what: 'turn' }
  | {
      what: 'begin';
      kind: 'callback' | 'timeout' | 'handler';
      name: string;
      time: number;
    }
  | { what: 'end'; time: number }
  | {
      what: 'poll';
      timeout: number;
      start: number;
      end: number;
      ready: [number, number][];
    };
