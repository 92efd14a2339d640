/** Whose a descriptor is: what each connection last asked for, and for which page. */

import type { Fd } from '../../../loop/core/poller.ts';
import type { Request } from '../../../loop/examples/http/request.ts';
import type { IOStream } from '../../../loop/net/iostream.ts';

export interface Owner {
  /** 'connection', or what it is of the server's own: 'listener', 'desk', 'waker'. */
  readonly what: string;
  readonly target: string;
  /** The page that it asked for something, by the number that the page gave itself. */
  readonly page: string;
  readonly requests: number;
}

interface Entry extends Owner {
  readonly stream: IOStream;
}

const LONGEST = 60; // characters of a target that are shown

export class Owners {
  readonly #fixed = new Map<Fd, Owner>();
  readonly #entries = new Map<Fd, Entry>();

  name(fd: Fd, what: string): void {
    this.#fixed.set(fd, { what, target: '', page: '', requests: 0 });
  }

  asked(request: Request, stream: IOStream): void {
    const fd = stream.fileno();
    const before = this.#entry(fd);
    const same = before?.stream === stream ? before : null;
    const page = /[?&]page=(\w{1,20})/.exec(request.target)?.[1] ?? same?.page ?? '';
    const target = request.target.slice(0, LONGEST);
    const requests = (same?.requests ?? 0) + 1;
    this.#entries.set(fd, { what: 'connection', stream, target, page, requests });
  }

  /** Undefined for one that has asked for nothing yet. */
  of(fd: Fd): Owner | undefined {
    const fixed = this.#fixed.get(fd);
    if (fixed) return fixed;
    const entry = this.#entry(fd);
    if (!entry) return undefined;
    const { stream: _, ...owner } = entry;
    return owner;
  }

  /** The number may be another's by now. */
  #entry(fd: Fd): Entry | undefined {
    const entry = this.#entries.get(fd);
    if (entry && entry.stream.fileno() === fd) return entry;
    this.#entries.delete(fd);
    return undefined;
  }
}
