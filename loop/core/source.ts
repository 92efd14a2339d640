/**
 * A source is what a handler watches: a file descriptor, or an object that has one.
 *
 * The kernel knows numbers only. The loop takes the number when it is called, hands
 * the handler back the very object that was given, and remembers whose number it was:
 * a socket that has been closed no longer knows, and could not be removed any more.
 */

import type { Events, Fd } from './poller.ts';

export type Source = Fd | { fileno(): Fd; close?(): void };

/** Called when its source is ready. It may return a promise; failures are reported. */
export type Handler<S extends Source = Source> = (source: S, events: Events) => unknown;

export class SourceNumbers {
  readonly #remembered = new WeakMap<object, Fd>();

  /** The source's number now; for a closed object, the one it was added under. */
  of(source: Source): Fd {
    const fd = numberOf(source);
    if (isFd(fd)) return fd;
    const remembered = typeof source === 'object' && this.#remembered.get(source);
    if (typeof remembered === 'number') return remembered;
    throw new TypeError(`A file descriptor is an integer ≥ 0, got ${String(fd)}`);
  }

  remember(source: Source, fd: Fd): void {
    if (typeof source === 'object') this.#remembered.set(source, fd);
  }
}

function numberOf(source: Source): unknown {
  if (typeof source === 'number') return source;
  if (typeof source?.fileno === 'function') return source.fileno();
  throw new TypeError(
    'A source is a file descriptor or an object with fileno(). ' +
      "Sockets and streams of Node have none: they belong to Node's own loop.",
  );
}

function isFd(fd: unknown): fd is Fd {
  return Number.isInteger(fd) && (fd as number) >= 0;
}
