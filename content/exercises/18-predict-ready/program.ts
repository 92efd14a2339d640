import type { IOLoop } from '../../../loop/core/ioloop.ts';
import { NONE, READ } from '../../../loop/core/poller.ts';

export interface World {
  readonly loop: IOLoop;
  send(fd: number, bytes: number): void;
  read(fd: number, bytes: number): void;
  hangUp(fd: number): void;
}

export function first({ loop, send, read }: World): void {
  loop.addHandler(5, () => read(5, 1), READ);
  loop.addHandler(7, () => read(7, 2), READ);
  send(5, 3);
  send(7, 2);
  loop.callLater(100, () => loop.stop());
}

export function second({ loop, send, read }: World): void {
  loop.addHandler(
    5,
    () => {
      read(5, 1);
      loop.updateHandler(5, NONE);
      loop.callLater(40, () => loop.updateHandler(5, READ));
    },
    READ,
  );
  send(5, 2);
  loop.callLater(100, () => loop.stop());
}

export function third({ loop, send, read, hangUp }: World): void {
  loop.addHandler(
    5,
    () => {
      read(5, 1);
      loop.removeHandler(7);
      send(9, 1);
    },
    READ,
  );
  loop.addHandler(7, () => read(7, 1), READ);
  loop.addHandler(9, () => loop.removeHandler(9), NONE);
  send(5, 2);
  send(7, 1);
  loop.callLater(50, () => hangUp(9));
  loop.callLater(100, () => loop.stop());
}
