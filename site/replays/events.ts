/** What happened in a run, in order and without times: by this two runs are compared. */

import type { Poll } from '../score/turns.ts';
import type { Recording } from './recording.ts';

export interface Happened {
  what: string;
  step: number;
}

export function eventsOf({ steps, turns }: Recording): Happened[] {
  const ran = turns.flatMap((turn) => [
    ...named('callback', turn.callbacks),
    ...named('timeout', turn.timeouts),
    ...named('handler', turn.handlers),
    ...(turn.poll ? [{ what: polled(turn.poll.ready), step: turn.poll.step + 1 }] : []),
  ]);
  const seen = steps.flatMap(({ calls = [], printed }, step) => [
    ...calls.map(({ name, args, result, errno }) => ({
      what: `${name}(${args.join(', ')}) = ${result} ${errno ?? ''}`,
      step,
    })),
    ...(printed ? [{ what: `printed ${printed}`, step }] : []),
  ]);
  return [...seen, ...ran].sort((a, b) => a.step - b.step);
}

const named = (kind: string, ran: readonly { name: string; step: number }[]) =>
  ran.map(({ name, step }) => ({ what: `${kind} ${name}`, step }));

const polled = (ready: Poll['ready']): string =>
  `ready ${ready.map(([fd, events]) => `${fd}:${events}`).join(' ')}`;

/** Where two runs part: the first step at which something else happened. */
export function parting(
  good: Recording,
  broken: Recording,
): { good: number; broken: number } {
  const [a, b] = [eventsOf(good), eventsOf(broken)];
  const index = a.findIndex(({ what }, i) => what !== b[i]?.what);
  const at = index < 0 ? a.length : index;
  if (at >= a.length && at >= b.length) {
    throw new Error(`${broken.id} does just what ${good.id} does: nothing is broken`);
  }
  return {
    good: a[at]?.step ?? good.steps.length - 1,
    broken: b[at]?.step ?? broken.steps.length - 1,
  };
}
