import type { IOLoop } from '../../../loop/core/ioloop.ts';

export interface World {
  readonly loop: IOLoop;
  /** A callback works for so many ms. */
  pass(ms: number): void;
  /** fd 7 becomes readable at that time, and its handler reads it empty. */
  arrive(time: number): void;
}

export function first({ loop }: World): void {
  loop.callLater(100, () => {});
  loop.callLater(250, () => loop.stop());
  loop.addCallback(() => loop.addCallback(() => {}));
}

export function second({ loop, pass, arrive }: World): void {
  loop.callLater(100, () => loop.stop());
  loop.addCallback(() => pass(30));
  arrive(50);
}

export function third({ loop, pass, arrive }: World): void {
  const unwanted = loop.callLater(70, () => {});
  loop.callLater(60, () => {
    loop.removeTimeout(unwanted);
    pass(25);
    loop.addCallback(() => loop.removeTimeout(slow));
  });
  const slow = loop.callLater(300, () => {});
  loop.callLater(80, () => {});
  loop.callLater(500, () => loop.stop());
  arrive(10);
}
