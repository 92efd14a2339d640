/** As much of a stream as a server asks for that only counts its guests. */

export class IOStream {
  readonly socket: unknown;

  constructor(socket: unknown) {
    this.socket = socket;
  }

  close(): void {}
}

export class StreamClosedError extends Error {}
