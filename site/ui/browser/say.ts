/** Words that the script adds, in the language of the page. */

export const english = (): boolean => document.documentElement.lang === 'en';

export const pick = (zh: string, en: string): string => (english() ? en : zh);

/** Spoken politely by a screen reader; others see what changed on the page. */
export function say(zh: string, en: string): void {
  const place = document.getElementById('say');
  if (!place) return;
  place.lang = english() ? 'en' : 'zh-Hans';
  place.textContent = '';
  requestAnimationFrame(() => {
    place.textContent = pick(zh, en);
  });
}
