/**
 * The words and signs of a text, without comments and white space, read letter by
 * letter. It shares nothing with the gate, so that each can catch the other out.
 */

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const STRING = /(["'])(?:\\.|(?!\1)[^\\\n])*(?:\1|(?=\n)|$)/y;
const WORD = /[\w$#]+/y;
const SPACE = /\s+/y;

export function bareTokens(text: string): string[] {
  const tokens: string[] = [];
  const open: ('template' | 'brace')[] = [];
  for (let i = 0; i < text.length; ) {
    const [token, kind] = tokenAt(text, i, open);
    i += token.length;
    if (kind === 'code') tokens.push(token);
  }
  return tokens;
}

function tokenAt(text: string, i: number, open: ('template' | 'brace')[]) {
  const letter = text[i] ?? '';
  if (letter === '`' || (letter === '}' && open.at(-1) === 'template')) {
    if (letter === '}') open.pop();
    return [template(text, i, open), 'code'] as const;
  }
  for (const pattern of [COMMENT, SPACE]) {
    pattern.lastIndex = i;
    const found = pattern.exec(text);
    if (found) return [found[0], 'nothing'] as const;
  }
  if (letter === '{') open.push('brace');
  if (letter === '}') open.pop();
  for (const pattern of [STRING, WORD]) {
    pattern.lastIndex = i;
    const found = pattern.exec(text);
    if (found) return [found[0], 'code'] as const;
  }
  return [letter, 'code'] as const;
}

/** From a backtick or the end of a `${…}` to the next `${` or backtick. */
function template(text: string, i: number, open: ('template' | 'brace')[]): string {
  for (let end = i + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === '`') return text.slice(i, end + 1);
    else if (text[end] === '$' && text[end + 1] === '{') {
      open.push('template');
      return text.slice(i, end + 2);
    }
  }
  return text.slice(i);
}
