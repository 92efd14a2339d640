/** The errors of a stream. What a system call refused is their cause. */

import { inspect } from 'node:util';

/**
 * The stream is closed, or the peer has ended it, so this read or write can never be
 * done. `cause` is what closed it; none if it ended as streams do.
 */
export class StreamClosedError extends Error {
  override readonly name = 'StreamClosedError';

  constructor(cause: Error | null = null) {
    const reason = cause ? `: ${cause.message}` : '';
    super(`The stream is closed${reason}`, cause ? { cause } : {});
  }
}

/** More has been received than `maxBufferSize`, and it does not answer the read. */
export class StreamBufferFullError extends Error {
  override readonly name = 'StreamBufferFullError';

  constructor(maxBufferSize: number) {
    super(`More than ${maxBufferSize} bytes received, and the read is not satisfied`);
  }
}

/** What a read looks for is not within its `maxBytes`. */
export class UnsatisfiableReadError extends Error {
  override readonly name = 'UnsatisfiableReadError';

  constructor(wanted: unknown, maxBytes: number) {
    super(`${inspect(wanted)} does not end within the first ${maxBytes} bytes`);
  }
}
