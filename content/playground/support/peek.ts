/**
 * The loop's own fields, looked into. The methods that do so are no part of the loop:
 * site/playground/playground.ts puts them into its compiled modules, beside the fields.
 */

import type { Callback } from '../../../loop/core/callback.ts';
import type { Interest } from '../../../loop/core/interest-list.ts';
import type { Events, Fd, ReadyList } from '../../../loop/core/poller.ts';
import type { Timeout } from '../../../loop/core/timeouts.ts';

interface Peeked {
  callbacks: readonly Callback[];
  timeouts: { peek(): readonly Timeout[] };
  interests: { peek(): ReadonlyMap<Fd, Interest> };
  ready: ReadyList;
}

export interface Fields {
  callbacks: readonly Callback[];
  timeouts: readonly Timeout[];
  interests: ReadonlyMap<Fd, Interest>;
  ready: ReadyList;
  asked: ReadonlyMap<Fd, Events>;
}

export function peek(loop: object, poller: object): Fields {
  const { callbacks, timeouts, interests, ready } = call<Peeked>(loop);
  const asked = call<ReadonlyMap<Fd, Events>>(poller);
  return {
    callbacks,
    ready,
    asked,
    timeouts: timeouts.peek(),
    interests: interests.peek(),
  };
}

const call = <T>(object: object): T => (object as { peek(): T }).peek();
