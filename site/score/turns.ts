/** From what the recorder wrote down to the turns that the score draws. */

export type Kind = 'callback' | 'timeout' | 'handler';

/** A function of the program ran: at what time, and after how many polls. */
export type Trace = { kind: Kind; name: string; time: number; polls: number };
export type Poll = {
  timeout: number;
  start: number;
  end: number;
  ready: [number, number][];
};
export type Recording = { polls: Poll[]; trace: Trace[] };

/** One turn. The last has no poll: `stop()` was called, and it leaves before it sleeps. */
export type Turn = {
  callbacks: string[];
  timeouts: string[];
  poll?: Poll;
  handlers: string[];
};

/** Callbacks and timeouts run before their turn's poll, handlers after it. */
export function turnsOf({ polls, trace }: Recording): Turn[] {
  const ran = (kind: Kind, after: number) =>
    trace.filter((t) => t.kind === kind && t.polls === after).map((t) => t.name);
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
  return ready.length && end - start < timeout ? 'early' : 'full';
}
