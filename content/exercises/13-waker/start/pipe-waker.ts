import type { Waker } from '../../../../loop/core/host.ts';
import type { Fd } from '../../../../loop/core/poller.ts';
import { constants, sys } from '../../../../loop/node/sys.ts';

const { O_CLOEXEC, O_NONBLOCK } = constants;

export class PipeWaker implements Waker {
  // TODO(exercise): a pipe, opened by sys.pipe2() with both flags.
  readonly flags = O_CLOEXEC | O_NONBLOCK;
  readonly system = sys;

  /** Becomes readable on wake(). */
  fileno(): Fd {
    return 0;
  }

  writeFileno(): Fd {
    return 0;
  }

  wake(): void {}

  drain(): void {}

  close(): void {}
}
