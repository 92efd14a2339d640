/** The worker's side: one job comes in, and its news go out by a port of their own. */

import { cutOff } from '../run/cut-off.ts';
import { lockLanguage } from '../run/lock-down.ts';

/** Before `work` runs, the program loses what it could reach; what is said is ours alone. */
export function confined<Job>(
  work: (job: Job, tell: (news: unknown) => void) => unknown,
): void {
  addEventListener(
    'message',
    ({ data, ports: [port] }: MessageEvent<Job>) => {
      if (!port) return;
      const tell = port.postMessage.bind(port); // of which a program can have no other
      cutOff();
      lockLanguage();
      void work(data, (news) => tell(news));
    },
    { once: true },
  );
}
