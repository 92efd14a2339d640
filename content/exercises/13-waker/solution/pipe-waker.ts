import type { Waker } from '../../../../loop/core/host.ts';
import type { Fd } from '../../../../loop/core/poller.ts';
import { constants, sys } from '../../../../loop/node/sys.ts';

const { O_CLOEXEC, O_NONBLOCK } = constants;

const BYTE = new Uint8Array(1);

export class PipeWaker implements Waker {
  #ends: Fd[] = sys.pipe2(O_CLOEXEC | O_NONBLOCK);
  readonly #rest = new Uint8Array(4096);

  /** Becomes readable on wake(). */
  fileno(): Fd {
    return this.#ends[0] ?? -1;
  }

  writeFileno(): Fd {
    return this.#ends[1] ?? -1;
  }

  wake(): void {
    sys.write(this.writeFileno(), BYTE, 0, 1); // null: it is full, so it is readable
  }

  drain(): void {
    while (sys.read(this.fileno(), this.#rest, 0, this.#rest.length));
  }

  close(): void {
    const ends = this.#ends;
    this.#ends = [];
    for (const fd of ends) sys.close(fd);
  }
}
