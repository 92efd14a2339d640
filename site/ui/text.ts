/** Words in two languages, and the little Markdown that notes may use. */

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

// A line break in YAML becomes a space, which has no place between two Han characters.
const BETWEEN_HAN =
  /(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])/g;

/** `code` in backticks and *emphasis*; everything else is text, which `link` may mark. */
export function markdown(text: string, link = (html: string): string => html): string {
  const pieces = text
    .trim()
    .replace(BETWEEN_HAN, '')
    .split(/(`[^`]+`)/);
  return pieces
    .map((piece, i) => (i % 2 ? code(piece) : link(emphasis(piece))))
    .join('');
}

/** The same without its marks, for where nothing can be marked: a list, an index. */
export function plainText(text: string): string {
  const joined = text.trim().replace(BETWEEN_HAN, '').replace(/\s+/g, ' ');
  return joined.replaceAll('`', '').replace(/\*(\S(?:[^*]*\S)?)\*/g, '$1');
}

function code(piece: string): string {
  return `<code>${escapeHtml(piece.slice(1, -1))}</code>`;
}

function emphasis(piece: string): string {
  return escapeHtml(piece).replace(/\*(\S(?:[^*]*\S)?)\*/g, '<em>$1</em>');
}
