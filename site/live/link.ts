/**
 * What the desk, which starts and ends processes, and the server, which has but one loop,
 * say to each other: a line of JSON for each message, over a Unix socket.
 */

import type { TestOutcome } from '../tests/report.ts';

/** One test, as far as it is known while others still run. */
export type TestNews = Pick<TestOutcome, 'id' | 'file' | 'name' | 'state' | 'ms'>;

export interface Progress {
  readonly state: 'waiting' | 'running' | 'building' | 'done';
  readonly done: number;
  readonly total: number; // that are known of: it grows in the beginning
  readonly failed: number;
}

/** A program that the reader has asked for: by what it is, never by its path. */
export interface Wanted {
  readonly kind: 'example' | 'replay' | 'test';
  readonly id: string;
}

export type ToServer =
  | { readonly tell: 'tests'; readonly progress: Progress; readonly news: TestNews[] }
  | { readonly tell: 'replaced' | 'packed' }
  | { readonly tell: 'run'; readonly run: number; readonly said: RunNews }
  | { readonly tell: 'latency'; readonly ms: number };

export type ToDesk =
  | { readonly ask: 'run'; readonly run: number; readonly wanted: Wanted }
  | { readonly ask: 'end'; readonly run: number }
  | { readonly ask: 'clients'; readonly count: number }
  | { readonly ask: 'slow'; readonly on: boolean }
  | { readonly ask: 'probe'; readonly on: boolean };

export type RunNews =
  | { readonly is: 'queued'; readonly before: number }
  | { readonly is: 'begun'; readonly command: string }
  | { readonly is: 'said'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'ended'; readonly how: string; readonly ms: number };

/** Takes text as it comes, and gives each whole line of it, read. */
export function* messagesIn<T>(rest: { text: string }, more: string): Generator<T> {
  const lines = (rest.text + more).split('\n');
  rest.text = lines.pop() ?? '';
  for (const line of lines) yield JSON.parse(line) as T;
}
