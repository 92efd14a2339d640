/** Words in two languages. */

export type Lang = 'zh' | 'en';
export type Pair = { zh: string; en: string };

export const LANGS: readonly Lang[] = ['zh', 'en'];

/** The value of `<html lang>`; fragments inside the page say just `zh` or `en`. */
export const HTML_LANG: Record<Lang, string> = { zh: 'zh-Hans', en: 'en' };

/** The page's own language first, so that the first one read is the one chosen. */
export function ordered(lang: string | undefined): readonly Lang[] {
  return lang === 'en' ? ['en', 'zh'] : LANGS;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
