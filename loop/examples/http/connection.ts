/**
 * One connection: requests come in, answers go out, one after the other and in order.
 *
 *     bytes ─▶ parser ─▶ requests ─▶ handler ─▶ answers ─▶ bytes
 *
 * What came in one piece is answered in one piece. While an answer is written, nothing
 * is read, so a client that does not take its answers cannot ask for more.
 *
 * Each thing that a client can keep us waiting for has a deadline of its own.
 */

import { type IOLoop, LoopExit } from '../../index.ts';
import { StreamClosedError } from '../../net/errors.ts';
import type { IOStream } from '../../net/iostream.ts';
import { Deadline } from './deadline.ts';
import { type Limits, type Request, RequestParser } from './request.ts';
import { bytesOf, headOf, plain, type Response } from './response.ts';

export type Handler = (
  request: Request,
  stream: IOStream,
) => Response | Promise<Response>;

/** In ms: how long a client may take. */
export interface Patience {
  /** From its first byte on, to send a head: 408. */
  readonly head: number;
  /** To send a body: 408. */
  readonly body: number;
  /** Until its next request: the connection is closed, and nothing said. */
  readonly idle: number;
  /** To take any of what it asked for: the connection is closed. */
  readonly write: number;
}

export interface Settings extends Limits {
  readonly patience: Patience;
  /** Told of what a handler throws; the client is told 500. */
  failed(error: unknown): void;
}

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const GATHERED = 64 * 1024; // bytes of answers, before they are sent
const COPIED = 16 * 1024; // bytes of answers that are sent in one piece
const LINGER = 1_000; // ms, and
const LEFTOVER = 256 * 1024; // bytes, to be taken from a client that was refused

/** What we wait for: of the client's, a part of a request; of ours, the answer. */
type Phase = RequestParser['waitsFor'] | 'write' | 'answer';

export class Connection {
  readonly #stream: IOStream;
  readonly #handler: Handler;
  readonly #settings: Settings;
  readonly #parser: RequestParser;
  readonly #deadline: Deadline;
  #phase: Phase = 'head'; // of the first request, from the beginning
  #answers: Uint8Array[] = [];
  #size = 0; // of the answers
  #parting = false; // it has had our last answer
  #leftover = LEFTOVER;
  #unsent = 0; // when we last looked: has the client taken any since?

  constructor(stream: IOStream, loop: IOLoop, handler: Handler, settings: Settings) {
    this.#stream = stream;
    this.#handler = handler;
    this.#settings = settings;
    this.#parser = new RequestParser(settings);
    this.#deadline = new Deadline(loop, () => this.#tooLate());
  }

  /** To its end. Rejects with StreamClosedError when the client leaves half-way. */
  async serve(): Promise<void> {
    this.#deadline.in(this.#settings.patience.head);
    try {
      for await (const bytes of this.#stream) {
        if (this.#parting) this.#leftover -= bytes.length;
        else await this.#take(bytes);
        if (this.#leftover < 0) return;
      }
    } finally {
      this.#deadline.end();
      this.#parser.free();
      this.#stream.close();
    }
  }

  async #take(bytes: Uint8Array): Promise<void> {
    const { requests, error } = this.#parser.parse(bytes);
    for (const request of requests) {
      this.#waitFor('answer');
      if (!(await this.#answer(request))) return await this.#part();
    }
    if (error) return await this.#refuse(error.status, error.message);
    if (this.#parser.expected) this.#gather(Buffer.from(CONTINUE));
    if (this.#size > 0) await this.#send();
    this.#waitFor(this.#parser.waitsFor);
  }

  // ── Answers ──────────────────────────────────────────────────────────────────

  /** False after the last. */
  async #answer(request: Request): Promise<boolean> {
    const response = await this.#ask(request);
    const { stream } = response;
    const endless = stream !== undefined && response.length === undefined;
    const keepAlive = request.keepAlive && !endless;
    const body = bytesOf(response);
    this.#gather(Buffer.from(headOf(response, body, keepAlive), 'latin1'));
    if (request.method !== 'HEAD') {
      this.#gather(body);
      if (stream) await this.#flow(stream.bind(response));
    }
    if (!keepAlive || this.#size > GATHERED) await this.#send();
    return keepAlive;
  }

  async #ask(request: Request): Promise<Response> {
    try {
      return await this.#handler(request, this.#stream);
    } catch (error) {
      if (error instanceof LoopExit || error instanceof StreamClosedError) throw error;
      this.#settings.failed(error);
      return plain(500);
    }
  }

  async #flow(stream: (to: IOStream) => Promise<void>): Promise<void> {
    await this.#send();
    this.#waitFor('answer');
    await stream(this.#stream);
  }

  #gather(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#answers.push(bytes);
    this.#size += bytes.length;
  }

  async #send(): Promise<void> {
    const answers = this.#answers;
    // To copy a large answer costs more than one more call to send it.
    const pieces = this.#size > COPIED ? answers : [Buffer.concat(answers)];
    this.#answers = [];
    this.#size = 0;
    const written = pieces.map((bytes) => this.#stream.write(bytes));
    if (this.#stream.writing) this.#waitFor('write');
    await Promise.all(written);
  }

  // ── Deadlines ────────────────────────────────────────────────────────────────

  /** One byte a second does not put a deadline off: only something new does. */
  #waitFor(phase: Phase): void {
    if (phase === this.#phase) return;
    this.#phase = phase;
    if (phase === 'answer') {
      this.#deadline.off(); // it is the handler's own affair
      return;
    }
    const { idle, head, body, write } = this.#settings.patience;
    this.#unsent = this.#stream.unsent;
    this.#deadline.in({ request: idle, head, body, write }[phase]);
  }

  #tooLate(): void {
    if (this.#phase === 'head' || this.#phase === 'body') {
      void this.#refuse(408, `It took too long to send the ${this.#phase}`).catch(gone);
    } else if (this.#phase === 'write' && this.#stream.unsent < this.#unsent) {
      this.#unsent = this.#stream.unsent;
      this.#deadline.in(this.#settings.patience.write);
    } else {
      this.#stream.close();
    }
  }

  // ── Parting ──────────────────────────────────────────────────────────────────

  async #refuse(status: number, message: string): Promise<void> {
    const response = plain(status, `${message}.`);
    const body = bytesOf(response);
    this.#gather(Buffer.from(headOf(response, body, false)));
    this.#gather(body);
    await this.#send();
    await this.#part();
  }

  /**
   * Close while some of what it sent is unread, and the kernel resets the stream: the
   * client may then never see the answer. So take a little more, for a little while.
   */
  async #part(): Promise<void> {
    this.#parting = true;
    this.#phase = 'request'; // too late means: closed
    this.#deadline.in(LINGER);
    await this.#stream.shutdown();
  }
}

/** It left before it could hear why: that is its own affair. */
function gone(error: unknown): void {
  if (!(error instanceof StreamClosedError)) throw error;
}
