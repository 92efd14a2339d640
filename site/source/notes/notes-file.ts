/** Reading a notes file. A field that is not known is a mistake, not an extension. */

import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { FIELDS, isConcept, isMan, isNumbers, isText } from './fields.ts';
import { hint } from './nearest.ts';
import { type Note, UNSIGNED } from './note.ts';
import { type Problem, refuse } from './problems.ts';

export interface NotesFile {
  notes: Note[];
  /** Could every note be read? */
  complete: boolean;
  problems: Problem[];
}

/** The notes of a file; throws a NotesError that lists all that is wrong. */
export function parseNotes(path: string, text: string): Note[] {
  const { notes, problems } = readNotesFile(path, text);
  refuse(problems);
  return notes;
}

/** The same, but hands over what is wrong beside what could be read. */
export function readNotesFile(path: string, text: string): NotesFile {
  const reader = new NotesReader(path);
  const notes = reader.read(text);
  return { notes, complete: reader.complete, problems: reader.problems };
}

class NotesReader {
  readonly problems: Problem[] = [];
  complete = true;
  readonly #path: string;
  readonly #counter = new LineCounter();

  constructor(path: string) {
    this.#path = path;
  }

  read(text: string): Note[] {
    const document = parseDocument(text, { lineCounter: this.#counter });
    const broken = [...document.errors, ...document.warnings];
    for (const { pos, message } of broken) {
      this.#complain(pos[0], message.split(/ at line|:?\n/)[0] ?? message);
    }
    if (broken.length > 0) return this.#lose();
    if (document.contents === null) return [];
    if (!isSeq(document.contents)) {
      return this.#lose(0, 'not a list of notes: each begins with `- id: …`');
    }
    return document.contents.items.flatMap((item) => this.#readItem(item));
  }

  #readItem(item: unknown): Note[] {
    if (!isMap(item)) {
      return this.#lose(offsetOf(item), 'not a note: it begins with `- id: …`');
    }
    const id = item.get('id');
    if (!isText(id) || id === '') return this.#lose(offsetOf(item), 'id is missing');
    return [this.#readNote(item, id)];
  }

  #readNote(map: YAMLMap, id: string): Note {
    const fields: Record<string, unknown> = map.toJSON();
    for (const pair of map.items) this.#checkField(id, pair, fields);
    const { symbol, quote, zh, en, concept, tornado, behaviour, man } = fields;
    return {
      id,
      symbol: textOf(symbol),
      quote: textOf(quote),
      seen: seenOf(map),
      zh: textOf(zh),
      en: textOf(en),
      ...(isConcept(concept) && { concept }),
      ...(isText(tornado) && { tornado }),
      ...(isNumbers(behaviour) && { behaviour }),
      ...(isMan(man) && { man }),
    };
  }

  #checkField(id: string, { key, value }: Pair, fields: Record<string, unknown>): void {
    const name = isScalar(key) ? String(key.value) : String(key);
    const field = FIELDS.get(name);
    if (!field) {
      const guess = hint(name, FIELDS.keys());
      this.#complain(offsetOf(key), `unknown field "${name}"${guess}`, id);
    } else if (fields[name] !== null && !field.fits(fields[name])) {
      this.#complain(offsetOf(key), `${name} is not ${field.what}`, id);
    } else if (field.prose && isCutOff(value)) {
      const advice = `quote the text, or put it on lines below \`${name}: |\``;
      this.#complain(
        offsetOf(key),
        `${name} is cut off at " #", a comment: ${advice}`,
        id,
      );
    }
  }

  /** There is something that cannot be read as a note. */
  #lose(offset?: number, text = ''): [] {
    if (offset !== undefined) this.#complain(offset, text);
    this.complete = false;
    return [];
  }

  #complain(offset: number, text: string, id?: string): void {
    const where = `${this.#path}:${this.#counter.linePos(offset).line}`;
    this.problems.push({ kind: 'yaml', where, ...(id !== undefined && { id }), text });
  }
}

/** As it is written: YAML would read 12345678 as a number, 1234e567 as infinity. */
function seenOf(map: YAMLMap): string {
  const seen = map.get('seen', true);
  return (isScalar(seen) && seen.source) || UNSIGNED;
}

/** ` #` begins a comment in a text without quotes, and takes the rest along. */
function isCutOff(value: unknown): boolean {
  return isScalar(value) && value.type === 'PLAIN' && Boolean(value.comment);
}

function textOf(value: unknown): string {
  return isText(value) ? value.trim() : '';
}

function offsetOf(node: unknown): number {
  const hasRange = typeof node === 'object' && node !== null && 'range' in node;
  return hasRange && Array.isArray(node.range) ? Number(node.range[0]) : 0;
}
