/** Writing a new `seen` into a notes file, and leaving every other byte as it is. */

import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';

export function sign(text: string, id: string, seen: string): string {
  const { contents } = parseDocument(text);
  const items: unknown[] = isSeq(contents) ? contents.items : [];
  const note = items.filter(isMap).find((map) => map.get('id') === id);
  if (!note) return text;
  const { start, end, before, after } = placeOfSeen(text, note);
  return text.slice(0, start) + before + asText(seen) + after + text.slice(end);
}

/** YAML must not take digits for a number. */
function asText(seen: string): string {
  return /^\d+(?:e\d+)?$/.test(seen) ? `'${seen}'` : seen;
}

interface Edit {
  start: number;
  end: number;
  before: string;
  after: string;
}

function placeOfSeen(text: string, note: YAMLMap): Edit {
  const old = note.get('seen', true);
  if (!isScalar(old) || !old.range) return placeOfNewSeen(text, note);
  const [start, end] = old.range;
  return { start, end, before: text[start - 1] === ':' ? ' ' : '', after: '' };
}

/** A new field goes before the one that follows the quote, or else the id. */
function placeOfNewSeen(text: string, note: YAMLMap): Edit {
  const keys = note.items.map(({ key }) => key).filter(isScalar);
  const after = (name: string) =>
    keys[keys.findIndex(({ value }) => value === name) + 1];
  const next = after('quote') ?? after('id') ?? keys[0];
  const start = next?.range?.[0] ?? 0;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  return {
    start,
    end: start,
    before: 'seen: ',
    after: note.flow ? ', ' : `\n${indent}`,
  };
}
