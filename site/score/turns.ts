/**
 * One turn of a loop: what ran, and how long it slept. Recordings, tests of exercises and
 * the playground write it down as JSON; scores and tables are drawn from it.
 */

/** A callback, a timeout or a handler: from when to when, in ms on the loop's clock. */
export interface Ran {
  readonly name: string;
  readonly start: number;
  end: number;
}

export interface Poll {
  readonly timeout: number; // how long it might sleep, ms, or FOREVER
  readonly start: number;
  readonly end: number;
  readonly ready: readonly (readonly [fd: number, events: number])[];
}

/** `At`: what is known besides of each piece, such as its place in a recording. */
export interface Turn<At = unknown> {
  readonly callbacks: (Ran & At)[];
  readonly timeouts: (Ran & At)[];
  /** None in the last turn, which leaves before it sleeps. */
  poll?: Poll & At;
  readonly handlers: (Ran & At)[];
}

/** A sleep without end, as `epoll_wait` has it: Infinity is nothing that JSON can say. */
export const FOREVER = -1;

/** A timeout of the loop's, to be written down. */
export const written = (timeout: number): number =>
  timeout === Infinity ? FOREVER : timeout;

/** A timeout that was written down, to be read. */
export const timeoutText = (timeout: number): string =>
  timeout === FOREVER ? '∞' : String(timeout);

export type Kind = 'callback' | 'timeout' | 'handler';

/** A function of the program ran: at what time, and after how many polls. */
export type Trace = { kind: Kind; name: string; time: number; polls: number };
export type Recording = { polls: Poll[]; trace: Trace[] };

/** Callbacks and timeouts run before their turn's poll, handlers after it. */
export function turnsOf({ polls, trace }: Recording): Turn[] {
  const ran = (kind: Kind, after: number): Ran[] =>
    trace
      .filter((each) => each.kind === kind && each.polls === after)
      .map(({ name, time }) => ({ name, start: time, end: time }));
  const turns: Turn[] = polls.map((poll, i) => ({
    callbacks: ran('callback', i),
    timeouts: ran('timeout', i),
    poll,
    handlers: ran('handler', i + 1),
  }));
  const last = {
    callbacks: ran('callback', polls.length),
    timeouts: ran('timeout', polls.length),
  };
  if (last.callbacks.length + last.timeouts.length)
    turns.push({ ...last, handlers: [] });
  return turns;
}

/** How the sleep of a turn ended. */
export function ending({
  timeout,
  start,
  end,
  ready,
}: Poll): 'look' | 'early' | 'full' {
  if (timeout === 0) return 'look';
  const isEarly = timeout === FOREVER || end - start < timeout;
  return ready.length > 0 && isEarly ? 'early' : 'full';
}
