/** Runs an exercise in a worker, which is ended when it hangs. */

import type { News, Outcome, Runnable } from '../exercise.ts';
import { Supervisor } from '../run/supervise.ts';

export function runInBrowser(
  exercise: Runnable,
  text: string,
  tell: (news: News) => void,
): Promise<Outcome> {
  const supervisor = new Supervisor((tell, gone) => {
    // Not from a blob: that would inherit the page's policy, which forbids eval().
    const worker = new Worker(new URL('./browser-worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.onmessage = ({ data }: MessageEvent<News>) => tell(data);
    worker.onerror = ({ message }) => gone(message);
    worker.postMessage({ exercise, text });
    return { end: () => worker.terminate() };
  }, tell);
  return supervisor.outcome;
}
