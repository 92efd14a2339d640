/** `/live/turns`: each turn of this very loop, as it is over, to every page that looks. */

import type { Fd } from '../../../loop/core/poller.ts';
import type { ToldTurn } from '../told.ts';
import { Events, eventOf } from './events.ts';
import type { Guard } from './guard.ts';
import type { Route } from './live-server.ts';
import { channels, type ObservedIOLoop, type Turn } from './observed-loop.ts';
import type { Owner, Owners } from './owners.ts';

const WINDOW = 250; // ms in which at most
const MOST = 25; // turns are told; the others are counted

export class TurnsRoute {
  readonly events: Events;
  readonly #loop: ObservedIOLoop;
  readonly #owners: Owners;
  readonly #watched: (on: boolean) => void;
  #number = 0;
  #skipped = 0;
  #window = 0;
  #told = 0; // in this window

  /** `watched` is told when the first page begins to look, and when the last one ends. */
  constructor(loop: ObservedIOLoop, owners: Owners, watched: (on: boolean) => void) {
    this.#loop = loop;
    this.#owners = owners;
    this.#watched = watched;
    this.events = new Events((listeners) => this.#changed(listeners));
  }

  route(guard: Guard): Route {
    return (request, stream) => {
      if (!/^\/live\/turns(\?|$)/.test(request.target)) return null;
      const first = () => eventOf('welcome', this.#welcome(stream.fileno()));
      return guard.refuseReading(request) ?? this.events.listen(first);
    };
  }

  #welcome(fd: Fd): object {
    const { pid, version } = process;
    return { fd, pid, node: version, backEnd: this.#loop.constructor.name };
  }

  #changed(listeners: number): void {
    const on = listeners > 0;
    if (on === channels.turn.hasSubscribers) return;
    if (on) channels.turn.subscribe(this.#onTurn);
    else channels.turn.unsubscribe(this.#onTurn);
    this.#watched(on);
  }

  readonly #onTurn = (message: unknown): void => {
    const turn = message as Turn;
    if (turn.loop !== this.#loop) return;
    this.#number++;
    if (!this.#mayTell(turn.start)) {
      this.#skipped++;
      return;
    }
    const told = this.#toldOf(turn);
    this.#skipped = 0;
    this.events.tell('turn', told);
  };

  #mayTell(now: number): boolean {
    if (now - this.#window > WINDOW) {
      this.#window = now;
      this.#told = 0;
    }
    return ++this.#told <= MOST;
  }

  #toldOf(turn: Turn): ToldTurn {
    const fds = new Set<Fd>();
    const ran = turn.ran.map(({ kind, name, fd, ms, calls }) => {
      if (fd !== null) fds.add(fd);
      for (const call of calls) fds.add(call.fd);
      return { kind, name, fd, ms: round(ms), calls };
    });
    for (const [fd] of turn.poll?.ready ?? []) fds.add(fd);
    return {
      number: this.#number,
      skipped: this.#skipped,
      at: round(turn.start),
      ran,
      poll: turn.poll && { ...turn.poll, slept: round(turn.poll.slept) },
      calls: turn.calls,
      timeouts: turn.timeouts,
      watched: turn.watched,
      owners: this.#ownersOf(fds),
    };
  }

  #ownersOf(fds: Set<Fd>): Record<Fd, Owner> {
    const known: Record<Fd, Owner> = {};
    for (const fd of fds) {
      const owner = this.#owners.of(fd);
      if (owner) known[fd] = owner;
    }
    return known;
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000;
