/** Beside the page, so that it can be typed on: fetches the list, makes the index, asks it. */

import type { Entry } from '../search.ts';
import { type Finder, finder, type Group, grouped } from './find.ts';

/** One question; without one, the index is made ready. */
export interface Asked {
  id: number;
  list: string; // the address of what can be found
  query: string;
}

export interface Answer {
  id: number;
  groups?: Group[]; // none: the list could not be fetched
}

let made: Promise<Finder> | undefined;

/** Fetched once. When that fails, the next question tries again. */
function index(list: string): Promise<Finder> {
  made ??= fetch(list)
    .then((response) => {
      if (!response.ok) throw new Error(`${list}: ${response.status}`);
      return response.json() as Promise<Entry[]>;
    })
    .then(finder);
  made.catch(() => {
    made = undefined;
  });
  return made;
}

/** What is found before all is in the index is told at once; all of it a moment later. */
async function answer({ id, list, query }: Asked): Promise<void> {
  const { find, complete } = await index(list);
  const tell = (groups: Group[]): void => postMessage({ id, groups } satisfies Answer);
  const first = query ? grouped(find(query)) : [];
  if (first.length > 0) tell(first);
  await complete;
  tell(query ? grouped(find(query)) : []);
}

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  answer(data).catch(() => postMessage({ id: data.id } satisfies Answer));
});
