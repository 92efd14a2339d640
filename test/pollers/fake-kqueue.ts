/**
 * kqueue(2) for a machine that has none: the same answers, by way of poll(2). Of the
 * manual as much as the poller needs: the key is the number and the filter, closing takes
 * an entry off the list, EV_CLEAR reports changes only, EV_EOF marks the end.
 */

import { fstatSync } from 'node:fs';
import { systemError } from '../../loop/core/errors.ts';
import type { Fd } from '../../loop/core/poller.ts';
import { constants, sys } from '../../loop/node/sys.ts';
import type { KQueueCalls } from '../../loop/pollers/kqueue.ts';
import * as kq from '../../loop/pollers/kqueue.ts';

const { O_CLOEXEC, POLLERR, POLLHUP, POLLIN, POLLOUT } = constants;
const POLLRDHUP = 0x2000; // Linux: the peer sends no more

interface Entry {
  readonly ident: Fd;
  readonly filter: number;
  readonly clear: boolean;
  readonly file: bigint;
  said: number; // the flags last reported, 0 before that
}

export class FakeKQueue implements KQueueCalls {
  readonly #entries = new Map<string, Entry>();

  /** Any descriptor will do, as long as it can be closed. */
  kqueue(): Fd {
    const [fd, other] = sys.pipe2(O_CLOEXEC);
    sys.close(other);
    return fd;
  }

  close(fd: Fd): void {
    sys.close(fd);
  }

  kevent(
    _kq: Fd,
    changelist: Int32Array,
    nchanges: number,
    eventlist: Int32Array,
    nevents: number,
    timeout: number,
  ): number {
    for (let i = 0; i < 3 * nchanges; i += 3) {
      const [ident = -1, filter = 0, flags = 0] = changelist.subarray(i, i + 3);
      this.#change(ident, filter, flags);
    }
    return nevents === 0 ? 0 : this.#wait(eventlist, nevents, timeout);
  }

  #change(ident: Fd, filter: number, flags: number): void {
    const file = fstatSync(ident, { bigint: true }).ino; // EBADF
    const key = `${ident} ${filter}`;
    const known = this.#entries.get(key)?.file === file;
    if (flags & kq.EV_ADD) {
      const clear = (flags & kq.EV_CLEAR) !== 0;
      this.#entries.set(key, { ident, filter, clear, file, said: 0 });
    } else if (!known) {
      throw systemError('ENOENT', 'kevent');
    } else if (flags & kq.EV_DELETE) {
      this.#entries.delete(key);
    }
  }

  #wait(eventlist: Int32Array, nevents: number, timeout: number): number {
    this.#forgetClosed();
    const entries = [...this.#entries.values()];
    const fds = new Int32Array(2 * entries.length);
    const halves = new Int16Array(fds.buffer);
    for (const [i, entry] of entries.entries()) {
      fds[2 * i] = entry.said & kq.EV_EOF && entry.clear ? -1 : entry.ident;
      halves[4 * i + 2] = askedOf(entry);
    }
    sys.poll(fds, entries.length, timeout);

    let count = 0;
    for (const [i, entry] of entries.entries()) {
      const found = halves[4 * i + 3] ?? 0;
      if (found === 0 || count === nevents) continue;
      entry.said = flagsOf(entry, found);
      eventlist.set([entry.ident, entry.filter, entry.said], 3 * count++);
      this.#toTheBack(entry);
    }
    return count;
  }

  #forgetClosed(): void {
    for (const [key, { ident, file }] of this.#entries) {
      try {
        if (fstatSync(ident, { bigint: true }).ino === file) continue;
      } catch {
        // closed
      }
      this.#entries.delete(key);
    }
  }

  /** What has been reported comes last in the next wait. */
  #toTheBack(entry: Entry): void {
    const key = `${entry.ident} ${entry.filter}`;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }
}

function askedOf({ filter, clear, said }: Entry): number {
  if (filter === kq.EVFILT_WRITE) return POLLOUT;
  // Reported once, data is no change any more: only the end would be one.
  return clear && said !== 0 ? POLLRDHUP : POLLIN | POLLRDHUP;
}

function flagsOf({ filter, clear }: Entry, found: number): number {
  const end = POLLERR | POLLHUP | (filter === kq.EVFILT_READ ? POLLRDHUP : 0);
  return kq.EV_ADD | (clear ? kq.EV_CLEAR : 0) | (found & end ? kq.EV_EOF : 0);
}
