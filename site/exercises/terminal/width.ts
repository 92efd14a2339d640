/** Columns and lines at a terminal, where a Han character is two columns wide. */

import stringWidth from 'string-width';

export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));

// Where a line may break: at a space, and beside a wide character.
const WIDE = '[\\u2e80-\\u9fff\\uff00-\\uffef]';
const PIECES = new RegExp(`[^\\s\\u2e80-\\u9fff\\uff00-\\uffef]+|${WIDE}|\\s+`, 'gu');
const NOT_FIRST = /^[，。、；：？！）”’》】…—]/; // no line begins with these

/** In lines of at most `width` columns. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(PIECES)) {
    const fits = stringWidth(line + piece) <= width;
    if (fits || line === '' || NOT_FIRST.test(piece)) line += piece;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return [...lines, line.trimEnd()];
}

/** The same, with `indent` before each line. */
export const indented = (text: string, width: number, indent: string): string =>
  wrapped(text, width - indent.length)
    .map((line) => indent + line)
    .join('\n');
