/** Words that the script adds, in the language of the page. */

import { htmlLang, pageLang } from './words.ts';

export const pick = (zh: string, en: string): string => ({ zh, en })[pageLang()];

/** Spoken politely by a screen reader; others see what changed on the page. */
export function say(zh: string, en: string): void {
  const place = document.getElementById('say');
  if (!place) return;
  place.lang = htmlLang();
  place.textContent = '';
  requestAnimationFrame(() => {
    place.textContent = pick(zh, en);
  });
}
