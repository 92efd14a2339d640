/** The errors of the loop. What a system call refuses has Node's own shape. */

/** What Node throws when a system call fails: `EBADF: bad file descriptor, close`. */
export interface SystemError extends Error {
  code: string; // 'EBADF'
  errno: number; // negative, as everywhere in Node: -9
  syscall: string; // 'close'
}

/** Is this a system call's refusal with that code? */
export function isSystemError(error: unknown, code: string): error is SystemError {
  return error instanceof Error && 'code' in error && error.code === code;
}

const KNOWN = {
  EPERM: { errno: -1, text: 'operation not permitted' },
  ENOENT: { errno: -2, text: 'no such file or directory' },
  EBADF: { errno: -9, text: 'bad file descriptor' },
  EEXIST: { errno: -17, text: 'file already exists' },
};

/** For pollers that keep the interest list themselves and must answer like epoll. */
export function systemError(code: keyof typeof KNOWN, syscall: string): SystemError {
  const { errno, text } = KNOWN[code];
  return Object.assign(new Error(`${code}: ${text}, ${syscall}`), {
    code,
    errno,
    syscall,
  });
}

/** `run()` or `runSync()` took longer than its `timeout`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/** Other code stopped the loop before `run()` had its result. */
export class LoopStoppedError extends Error {
  override readonly name = 'LoopStoppedError';
}

/** The loop was used after `close()`. */
export class LoopClosedError extends Error {
  override readonly name = 'LoopClosedError';

  constructor(member: string) {
    super(`IOLoop.${member}() after close(): a closed loop cannot be used again`);
  }
}

/** Blocking was asked for where no promise could settle meanwhile. */
export class PromiseJobError extends Error {
  override readonly name = 'PromiseJobError';

  constructor(member: string) {
    super(
      `${member}() inside a promise job (the body of a module, or code after an ` +
        'await): no promise could settle while it blocks. Use `await loop.start()`.',
    );
  }
}

/**
 * The one exception that callbacks cannot throw without consequence: it is not
 * reported but passes through `start()`. Python has KeyboardInterrupt and SystemExit
 * for this; JavaScript has a single kind of throw, so the loop brings its own.
 */
export class LoopExit extends Error {
  override readonly name: string = 'LoopExit';
}

/** A member that only a subclass can give. */
export class NotImplementedError extends Error {
  override readonly name = 'NotImplementedError';

  constructor(member: string) {
    super(`${member} is for a subclass to implement`);
  }
}
