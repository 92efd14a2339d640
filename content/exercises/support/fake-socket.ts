/**
 * A connected socket without a kernel. The program has the one side, with the methods of
 * loop/net/socket.ts; the test plays the peer and the kernel on the other.
 */

import { type SystemError, systemError } from '../../../loop/core/errors.ts';
import { ERROR, type Fd, READ, WRITE } from '../../../loop/core/poller.ts';
import type { SimulatedPoller } from '../../../loop/pollers/simulated.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class FakeSocket {
  readonly #poller: SimulatedPoller;
  readonly #fd: Fd;
  #open = true;
  #broken = false;
  #incoming: number[] = [];
  #ended = false; // the peer sends no more
  #room: number;
  #taken: number[] = [];
  #receives = 0;
  #sends = 0;

  /** `room`: how many bytes the kernel takes before it is full. */
  constructor(poller: SimulatedPoller, fd: Fd, room = Number.POSITIVE_INFINITY) {
    this.#poller = poller;
    this.#fd = fd;
    this.#room = room;
    this.#show();
    Object.freeze(this); // the program has it too, and must not tell a test what was sent
  }

  // ── The program's side ───────────────────────────────────────────────────────

  /** Bytes received into the buffer; 0 at the end; null when there is nothing yet. */
  receive(into: Uint8Array): number | null {
    this.#refuseIfClosed('recv');
    this.#receives++;
    const bytes = this.#incoming.splice(0, into.length);
    into.set(bytes);
    this.#show();
    if (bytes.length === 0) return this.#ended ? 0 : null;
    return bytes.length;
  }

  /** Bytes taken, maybe not all; null when there is no room. */
  send(bytes: Uint8Array): number | null {
    this.#refuseIfClosed('send');
    this.#sends++;
    const count = Math.min(bytes.length, this.#room);
    this.#taken.push(...bytes.subarray(0, count));
    this.#room -= count;
    this.#show();
    return count || null;
  }

  fileno(): Fd {
    return this.#open ? this.#fd : -1;
  }

  get open(): boolean {
    return this.#open;
  }

  close(): void {
    this.#open = false;
    this.#poller.lower(this.#fd, READ | WRITE | ERROR);
  }

  // ── The other side ───────────────────────────────────────────────────────────

  /** The peer has sent this. */
  arrive(text: string): void {
    this.#incoming.push(...encoder.encode(text));
    this.#show();
  }

  /** The peer sends no more. */
  end(): void {
    this.#ended = true;
    this.#show();
  }

  /** The peer is gone altogether: the kernel says so whether asked or not. */
  hangUp(): void {
    this.end();
    this.#poller.raise(this.#fd, ERROR);
  }

  /** The peer has reset the connection: whoever reads or writes is told so. */
  reset(): void {
    this.#broken = true;
    this.#poller.raise(this.#fd, READ | ERROR);
  }

  /** The kernel has room for so many more bytes. */
  makeRoom(count: number): void {
    this.#room += count;
    this.#show();
  }

  /** How often the program has tried to read, and to write. */
  get receives(): number {
    return this.#receives;
  }

  get sends(): number {
    return this.#sends;
  }

  /** What the program has sent, so far as the kernel has taken it. */
  get sent(): string {
    return decoder.decode(Uint8Array.from(this.#taken));
  }

  /** How many bytes nobody has read. */
  get unread(): number {
    return this.#incoming.length;
  }

  #show(): void {
    if (!this.#open) return;
    this.#set(READ, this.#incoming.length > 0 || this.#ended);
    this.#set(WRITE, this.#room > 0);
  }

  #set(events: number, on: boolean): void {
    if (on) this.#poller.raise(this.#fd, events);
    else this.#poller.lower(this.#fd, events);
  }

  #refuseIfClosed(syscall: string): void {
    if (!this.#open) throw systemError('EBADF', syscall);
    if (this.#broken) throw resetByPeer(syscall);
  }
}

function resetByPeer(syscall: string): SystemError {
  const message = `ECONNRESET: connection reset by peer, ${syscall}`;
  return Object.assign(new Error(message), {
    code: 'ECONNRESET',
    errno: -104,
    syscall,
  });
}
