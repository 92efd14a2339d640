/** What the server tells a page of one turn. */

import type { Call } from './server/calls.ts';
import type { Kind } from './server/observed-loop.ts';
import type { Owner } from './server/owners.ts';

export interface ToldRan {
  readonly kind: Kind;
  readonly name: string;
  readonly fd: number | null;
  readonly ms: number;
  readonly calls: readonly Call[];
}

export interface ToldTurn {
  readonly number: number;
  /** How many there were since the last one that was told: there may be too many. */
  readonly skipped: number;
  readonly at: number;
  readonly ran: readonly ToldRan[];
  readonly poll: {
    readonly timeout: number;
    readonly slept: number;
    readonly ready: readonly (readonly [fd: number, events: number])[];
  } | null;
  readonly calls: readonly Call[];
  readonly timeouts: number;
  readonly watched: number;
  /** Whose the descriptors of this turn are, by number. */
  readonly owners: Readonly<Record<number, Owner>>;
}

/** What a page may have the server do, to see what comes of it. */
export const ACTS = [
  'idle',
  'slow',
  'tick',
  'block',
  'signal',
  'stale',
  'chain',
] as const;

export type Act = (typeof ACTS)[number];
