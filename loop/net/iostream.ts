/**
 * IOStream: read and write a socket with `await`, on a loop.
 *
 *     const stream = new IOStream(socket);
 *     const line = await stream.readUntil('\n');
 *     await stream.write(`you said ${line}`);
 *
 * It has one handler on the loop. If readable, it takes one chunk, however much is
 * wanted: others wait, and what is left is reported again. If writable, it sends on.
 *
 * The two directions end separately. When the peer has said all it had to say, we may
 * still have an answer to give: the stream closes itself when all that came has been
 * read and all that was written has been sent. What came can be read even after that.
 */

import { IOLoop } from '../core/ioloop.ts';
import { ERROR, type Events, type Fd, NONE, READ, WRITE } from '../core/poller.ts';
import type { Address } from '../node/sys.ts';
import { StreamClosedError } from './errors.ts';
import * as until from './read-target.ts';
import { Reader } from './reader.ts';
import type { Socket } from './socket.ts';
import { Watch } from './watch.ts';
import { WriteQueue } from './write-queue.ts';

export interface StreamOptions {
  /** The default is the current one. */
  loop?: IOLoop;
  /** Bytes to receive for one read at the most. The default is 100 MiB. */
  maxBufferSize?: number;
  /** When the peer has ended its side, leave it to the user to close the stream. */
  halfOpen?: boolean;
}

const chunk = Buffer.allocUnsafeSlow(64 * 1024); // one for all: nothing stays in it

export class IOStream {
  readonly socket: Socket;
  readonly #loop: IOLoop;
  readonly #halfOpen: boolean;
  readonly #reader: Reader;
  readonly #unsent = new WriteQueue();
  readonly #watch: Watch;
  readonly #closed = Promise.withResolvers<void>();
  #connecting: PromiseWithResolvers<void> | null = null;
  #open = true;
  #error: Error | null = null;

  /** Takes over a socket: one that is connected, or one to `connect()`. */
  constructor(socket: Socket, options: StreamOptions = {}) {
    this.socket = socket;
    this.#loop = options.loop ?? IOLoop.current();
    this.#halfOpen = options.halfOpen ?? false;
    this.#reader = new Reader(options.maxBufferSize ?? 100 * 1024 * 1024);
    this.#watch = new Watch(this.#loop, this, (_, events) => {
      this.#act(() => this.#onReady(events));
    });
  }

  /** Resolves, never rejects, when the stream is closed; then `error` says why. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  get open(): boolean {
    return this.#open;
  }

  /** What closed it; null while it is open, and when it was closed in good order. */
  get error(): Error | null {
    return this.#error;
  }

  /** Is the kernel still to take some of what was written? */
  get writing(): boolean {
    return !this.#unsent.empty;
  }

  /** How many bytes have been written that the kernel has not taken yet. */
  get unsent(): number {
    return this.#unsent.size;
  }

  fileno(): Fd {
    return this.socket.fileno();
  }

  /** Resolves when connected; what is written meanwhile is sent then. Once only. */
  connect(address: Address): Promise<void> {
    const connecting = Promise.withResolvers<void>();
    if (!this.#open) connecting.reject(new StreamClosedError(this.#error));
    else if (this.#connecting) connecting.reject(new Error('It is connecting already'));
    else {
      this.#connecting = connecting;
      this.#act(() => this.socket.connect(address) && this.#connected());
    }
    return ignorable(connecting.promise);
  }

  // ── Reading: one at a time ───────────────────────────────────────────────────

  /** `count` bytes; with `partial` as many as there are, up to that, as soon as any. */
  readBytes(count: number, { partial = false } = {}): Promise<Buffer> {
    return this.#read(() => until.bytes(count, partial));
  }

  /** All up to the delimiter, and the delimiter. */
  readUntil(
    delimiter: string | Uint8Array,
    options?: until.SearchOptions,
  ): Promise<Buffer> {
    return this.#read(() => until.delimiter(delimiter, options));
  }

  /**
   * All up to the end of the first match, which may be 64 KiB long. The regex sees each
   * byte as a character.
   */
  readUntilRegex(regex: RegExp, options?: until.SearchOptions): Promise<Buffer> {
    return this.#read(() => until.regex(regex, options));
  }

  /** All there is until the peer ends its side. Rejects if an error ends it. */
  readUntilClose(): Promise<Buffer> {
    return this.#read(() => until.toTheEnd);
  }

  /** What comes, as it comes: `for await (const bytes of stream)`, to the end. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, void> {
    for (;;) {
      const bytes = await this.readBytes(chunk.length, { partial: true }).catch(atEnd);
      if (!bytes) return;
      yield bytes;
    }
  }

  #read(makeTarget: () => until.Target): Promise<Buffer> {
    const bytes = this.#reader.read(makeTarget);
    this.#act(() => this.#reader.look());
    return bytes;
  }

  // ── Writing ──────────────────────────────────────────────────────────────────

  /**
   * Resolves when the kernel has taken all. Until then leave the bytes as they are.
   * Throws TypeError for what is neither text nor bytes, and nothing has happened then.
   */
  write(data: string | ArrayBufferView): Promise<void> {
    const bytes = bytesOf(data);
    const waiting = this.writing || this.#connecting;
    const written = this.#unsent.push(bytes);
    this.#act(() => waiting || this.#send());
    return written;
  }

  /** Ends our side, after what was written: the peer reads to the end. We read on. */
  shutdown(): Promise<void> {
    const all = this.write('');
    this.#unsent.end();
    const end = () => this.#act(() => this.#open && this.socket.shutdown());
    return ignorable(all.then(end));
  }

  // ── What happens ─────────────────────────────────────────────────────────────

  /** All that happens to a stream happens in here: an error in it closes the stream. */
  #act(action: () => unknown): void {
    try {
      action();
    } catch (error) {
      this.close(error as Error);
    }
    this.#listen();
  }

  #onReady(events: Events): void {
    if (this.#connecting) this.#connected();
    if (events & READ && this.#reader.wanting) this.#receive();
    if (events & WRITE) this.#send();
    // Last, and only now: bytes may have come with the news that no more will.
    if (events & ERROR) this.#drain();
  }

  #connected(): void {
    const error = this.socket.connectionError();
    if (error) throw error;
    this.#connecting?.resolve();
    this.#connecting = null;
  }

  /** Takes one chunk in. False when there is none. */
  #receive(): boolean {
    const count = this.socket.receive(chunk);
    if (count === 0) this.#reader.end(null);
    else if (count !== null) this.#reader.receive(chunk.subarray(0, count));
    return Boolean(count);
  }

  #send(): void {
    try {
      this.#unsent.flush((bytes) => this.socket.send(bytes));
    } catch (error) {
      this.#drain(error as Error); // nobody reads us any more
    }
  }

  /** The peer is gone. What the kernel has of it is all that will come: take it. */
  #drain(error: Error | null = null): void {
    while (this.#receive());
    this.close(error ?? this.socket.connectionError('recv'));
  }

  /** The peer has ended its side, and there is nothing left to read or to send. */
  get #over(): boolean {
    return this.#reader.exhausted && !this.writing && !this.#halfOpen;
  }

  /** Asks the loop for the events that matter now. */
  #listen(): void {
    if (!this.#open) return;
    const reads = this.#reader.wanting && !this.#connecting;
    const writes = this.writing || this.#connecting;
    this.#watch.ask((reads ? READ : NONE) | (writes ? WRITE : NONE));
    // Not at once: who has just been given the last bytes may want to answer.
    if (this.#over) this.#loop.addCallback(() => this.#over && this.close());
  }

  // ── Leaving ──────────────────────────────────────────────────────────────────

  /**
   * Reads and writes that wait are rejected with StreamClosedError; its cause, and the
   * reason why the stream is closed, is `error`. Closed already, it stays as it is.
   */
  close(error: Error | null = null): void {
    this.#reader.end(error);
    if (!this.#open) return;
    this.#open = false;
    this.#error = error;
    this.#watch.end();
    this.#closeSocket();
    this.#connecting?.reject(error ?? new StreamClosedError());
    this.#unsent.abandon(error);
    this.#closed.resolve();
  }

  /** Somebody has closed the descriptor already? What waits must hear of the end. */
  #closeSocket(): void {
    try {
      this.socket.close();
    } catch (error) {
      this.#error ??= error as Error;
    }
  }

  /** For the loop to call: a stream that is not watched would wait forever. */
  unwatched(loopClosed: boolean): void {
    if (this.#watch.active && !loopClosed)
      this.close(new Error('Its handler was removed'));
  }
}

/** The caller may ignore it: unheard, a rejection would end the process. */
function ignorable<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function bytesOf(data: string | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  throw new TypeError(`What is written is text or bytes, got ${String(data)}`);
}

/** Null at the end. An error is still an error. */
function atEnd(error: Error): null {
  if (error instanceof StreamClosedError && !error.cause) return null;
  throw error;
}
