import type { IOLoop } from '../../../../loop/core/ioloop.ts';

/** A socket, so far as a reader needs it. 0 is the end, null is nothing yet. */
export interface Readable {
  fileno(): number;
  receive(into: Uint8Array): number | null;
}

/** Reads text up to a delimiter; one read at a time. */
export class Reader {
  readonly loop: IOLoop;
  readonly socket: Readable;

  constructor(loop: IOLoop, socket: Readable) {
    this.loop = loop;
    this.socket = socket;
  }

  /** All up to the delimiter, and the delimiter. Rejects at the end. */
  readUntil(_delimiter: string): Promise<string> {
    // TODO(exercise): receive, until the delimiter is there.
    return Promise.resolve('');
  }
}
