/** Words in both languages. What the script draws is drawn again in the other one. */

import { HTML_LANG, type Lang, type Pair } from '../text.ts';

export type { Lang, Pair };

export const pageLang = (): Lang =>
  document.documentElement.lang === 'en' ? 'en' : 'zh';

/** The value for a `lang` attribute. */
export const htmlLang = (): string => HTML_LANG[pageLang()];

/** Calls back when the page turns into its other edition. */
export function onLang(change: (lang: Lang) => void): void {
  const watch = new MutationObserver(() => change(pageLang()));
  watch.observe(document.documentElement, { attributeFilter: ['lang'] });
}

/** a, b, c: with the comma of the language. */
export const list = (names: string[]): Pair => ({
  zh: names.join('、'),
  en: names.join(', '),
});

export const same = (text: string): Pair => ({ zh: text, en: text });
