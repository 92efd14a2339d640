/** Asks the worker that searches. It is started with the first question. */

import { base } from '../../ui/browser/site.ts';
import type { Group } from './find.ts';
import type { Answer, Asked } from './worker.ts';

/** Called with what was found, by kind; with nothing if there is no list or no worker. */
type Tell = (groups: Group[] | undefined) => void;

let worker: Worker | undefined;
let last: { id: number; tell: Tell } | undefined;

function start(): Worker {
  const made = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  made.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.id === last?.id) last.tell(data.groups); // else: typed on meanwhile
  });
  made.addEventListener('error', () => {
    worker = undefined; // the next question may do better
    last?.tell(undefined);
  });
  return made;
}

/** `tell` may be called twice: with the best at once, with all a moment later. */
export function ask(query: string, tell: Tell): void {
  worker ??= start();
  const list = new URL(`${base}search.json`, location.href).href;
  last = { id: (last?.id ?? 0) + 1, tell };
  worker.postMessage({ id: last.id, list, query } satisfies Asked);
}
