/** Entering ids into the ledger: one line more, and every other byte stays as it is. */

import { isMap, isScalar, isSeq, parseDocument, type Scalar, YAMLMap } from 'yaml';
import { readLedger } from '../ledger-file.ts';

const PREFACE = [
  '# Ids of notes are part of public addresses: add, never remove. A note that goes',
  '# leaves a redirect, old id to new. `npm run notes -- accept ID` adds ids here.',
];

export function publish(text: string, file: string, id: string): string {
  if (text.trim() === '') {
    const entry = ['published:', `  ${file}:`, `    - ${id}`, 'redirects: {}', ''];
    return [...PREFACE, ...entry].join('\n');
  }
  const document = parseDocument(text);
  const ids = document.getIn(['published', file], true);
  if (isSeq(ids) && !ids.flow && isScalar(ids.items.at(-1))) {
    const last = lastScalar(ids);
    return last ? insertBelow(text, last, startOfLine(text, last) + id) : text;
  }
  const files = document.get('published', true);
  const key = isMap(files) && !files.flow && files.items.at(-1)?.key;
  const last = lastScalar(files);
  if (ids === undefined && isScalar(key) && last) {
    const indent = startOfLine(text, key);
    return insertBelow(text, last, `${indent}${file}:\n${indent}  - ${id}`);
  }
  return rewrite(text, file, id);
}

/** For a ledger that is not laid out as ours are: new layout, same comments. */
function rewrite(text: string, file: string, id: string): string {
  const document = parseDocument(text);
  const ids = readLedger(text).ledger.published.get(file) ?? [];
  if (!isMap(document.get('published'))) document.set('published', new YAMLMap());
  document.setIn(['published', file], document.createNode([...ids, id]));
  const files = document.get('published');
  if (isMap(files)) files.flow = false;
  return document.toString({ lineWidth: 0 });
}

function insertBelow(text: string, node: Scalar, line: string): string {
  const end = text.indexOf('\n', node.range?.[1] ?? 0);
  if (end < 0) return `${text}\n${line}\n`;
  return `${text.slice(0, end + 1)}${line}\n${text.slice(end + 1)}`;
}

/** What stands before it on its line: `    - ` or an indent. */
function startOfLine(text: string, node: Scalar): string {
  const start = node.range?.[0] ?? 0;
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
}

function lastScalar(node: unknown): Scalar | undefined {
  if (isScalar(node)) return node;
  if (isSeq(node)) return lastScalar(node.items.at(-1));
  const pair = isMap(node) ? node.items.at(-1) : undefined;
  return pair && (lastScalar(pair.value) ?? lastScalar(pair.key));
}
