/** What somebody needs to sign a stale note again: old code, new code, both texts. */

import { styleText } from 'node:util';
import type { Note } from '../note.ts';
import type { Source } from '../symbols.ts';
import { type DiffLine, diff } from './diff.ts';
import { codeOf, lastReading } from './history.ts';

export function explainStale(root: string, source: Source, note: Note): string[] {
  const title = `${note.id}  ${source.file}  ${note.symbol}`;
  return [
    styleText('bold', title),
    ...codeLines(root, source, note),
    ...textLines('zh', note.zh),
    ...textLines('en', note.en),
  ];
}

function codeLines(root: string, { file, text }: Source, note: Note): string[] {
  const reading = lastReading(root, file, note.symbol, note.seen);
  if (!reading) {
    const quote = note.quote.split('\n').map((line) => `    ${line}`);
    return [
      `  no commit of ${file} was found with seen ${note.seen}; it quotes`,
      ...quote,
    ];
  }
  const changes = diff(reading.code, codeOf(file, text, note.symbol));
  const title = `  last read at ${reading.commit} of ${reading.date}; since then`;
  return [title, ...changes.map(painted)];
}

function painted({ sign, text }: DiffLine): string {
  const line = `  ${sign} ${text}`.trimEnd();
  if (sign === '-') return styleText('red', line);
  return sign === '+' ? styleText('green', line) : line;
}

function textLines(language: string, text: string): string[] {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  return [`  ${language}: ${first}`, ...rest.map((line) => `      ${line}`)];
}
