/** Where the site lies, and what a page asks it for: each file once. */

import { pageLang } from './words.ts';

export const base = document.documentElement.dataset.base ?? '/';

/** `tests/loop/waker/` → `/base/en/tests/loop/waker/`, in the language of this page. */
export const pageUrl = (path: string): string => `${base}${pageLang()}/${path}`;

const asked = new Map<string, Promise<unknown>>();

export function load<T>(path: string): Promise<T> {
  const known = asked.get(path) as Promise<T> | undefined;
  if (known) return known;
  const answer = fetch(base + path).then((response) => {
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json() as Promise<T>;
  });
  asked.set(path, answer);
  answer.catch(() => asked.delete(path)); // the next time may go better
  return answer;
}
