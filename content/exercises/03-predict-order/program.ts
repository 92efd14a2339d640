import type { IOLoop } from '../../../loop/core/ioloop.ts';
import { READ } from '../../../loop/core/poller.ts';

type Say = (word: string) => void;

export function first(loop: IOLoop, say: Say): void {
  loop.addHandler(
    7,
    () => {
      say('handler');
      loop.removeHandler(7);
      loop.stop();
    },
    READ,
  );
  loop.callLater(0, () => say('timeout'));
  loop.addCallback(() => say('callback'));
}

export function second(loop: IOLoop, say: Say): void {
  loop.addCallback(() => {
    say('a');
    loop.addCallback(() => say('b'));
    loop.callLater(0, () => say('c'));
  });
  loop.callLater(0, () => {
    say('d');
    loop.addCallback(() => say('e'));
  });
  loop.addCallback(() => say('f'));
  loop.callLater(10, () => loop.stop());
}

export function third(loop: IOLoop, say: Say): void {
  loop.addHandler(
    7,
    () => {
      say('read');
      loop.removeHandler(7);
      loop.addCallback(() => {
        say('reply');
        loop.stop();
        loop.addCallback(() => say('too late'));
      });
      loop.addCallback(() => say('log'));
    },
    READ,
  );
  loop.callLater(0, () => {
    say('tick');
    loop.callLater(0, () => say('tock'));
  });
}
