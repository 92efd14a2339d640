/**
 * The map, content/map.yaml: each member of Tornado 4.4's loop, and what stands for it
 * here, or why nothing does. All that is wrong with the file is told at once.
 */

import { readFileSync } from 'node:fs';
import {
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  YAMLMap,
} from 'yaml';
import { isMan } from '../source/notes/fields.ts';
import { hint } from '../source/notes/nearest.ts';
import type { Pair } from '../ui/text.ts';

export const MAP_PATH = 'content/map.yaml';

/** A symbol of our source, to be found by site/source/notes/symbols.ts. */
export interface Place {
  file: string;
  symbol: string;
}

/** A member of Tornado's. It has a place here, or `leftOut` says why it has none. */
export interface Row {
  tornado: string; // 'PollIOLoop.start'
  ours: Place[];
  calls: string[]; // 'epoll_wait(2)'
  leftOut: Pair | null;
  note: Pair | null; // where the two differ
}

/** A class of Tornado's, or what stands in one of its files outside of classes. */
export interface Group {
  name: string; // 'PollIOLoop'
  extends: string | null; // another group, whose members this class has as well
  file: string; // 'tornado/ioloop.py'
  about: Pair;
  rows: Row[];
}

/** What Tornado 4.4 does not have. */
export interface Added {
  ours: Place[];
  calls: string[];
  note: Pair;
}

/** A behaviour that cannot be had in Node, or not all of it. */
export interface Explained {
  item: number;
  note: Pair;
}

export interface TornadoMap {
  groups: Group[];
  added: Added[];
  behaviours: Explained[];
}

export class MapError extends Error {
  override readonly name = 'MapError';
}

/** The map of this project. Throws MapError. */
export function readMap(path = MAP_PATH): TornadoMap {
  return parseMap(readFileSync(path, 'utf8'), path);
}

export function parseMap(text: string, path = MAP_PATH): TornadoMap {
  return new MapReader(path).read(text);
}

/** The row of a member, looked up as Python does: in the class, then in its bases. */
export function findRow(map: TornadoMap, name: string): Row | undefined {
  const own = map.groups.flatMap(({ rows }) => rows).find((r) => r.tornado === name);
  const [owner = '', member] = name.split('.');
  const base = map.groups.find((group) => group.name === owner)?.extends;
  return own ?? (base ? findRow(map, `${base}.${member}`) : undefined);
}

const KEYS = {
  map: ['groups', 'added', 'behaviours'],
  group: ['group', 'extends', 'file', 'zh', 'en', 'rows'],
  row: ['tornado', 'ours', 'call', 'leftOut', 'zh', 'en'],
  added: ['ours', 'call', 'zh', 'en'],
  behaviour: ['item', 'zh', 'en'],
};

class MapReader {
  readonly #path: string;
  readonly #counter = new LineCounter();
  readonly #problems: string[] = [];
  #document = new Document();

  constructor(path: string) {
    this.#path = path;
  }

  read(text: string): TornadoMap {
    const document = parseDocument(text, { lineCounter: this.#counter });
    this.#document = document;
    for (const { pos, message } of [...document.errors, ...document.warnings]) {
      this.#complain(pos[0], message.split(/ at line|:?\n/)[0] ?? message);
    }
    const map = this.#map(document.contents, 'map');
    const read = {
      groups: this.#list(map, 'groups', (item) => this.#group(item)),
      added: this.#list(map, 'added', (item) => this.#added(item)),
      behaviours: this.#list(map, 'behaviours', (item) => this.#behaviour(item)),
    };
    if (this.#problems.length > 0) throw new MapError(this.#problems.join('\n'));
    return read;
  }

  #group(item: unknown): Group {
    const map = this.#map(item, 'group');
    return {
      name: this.#text(map, 'group'),
      extends: map.has('extends') ? this.#text(map, 'extends') : null,
      file: this.#text(map, 'file'),
      about: this.#pair(map),
      rows: this.#list(map, 'rows', (row) => this.#row(row)),
    };
  }

  #row(item: unknown): Row {
    const map = this.#map(item, 'row');
    if (map.has('ours') === map.has('leftOut')) {
      this.#complain(
        map,
        'it has a place, `ours`, or a reason, `leftOut`: one of them',
      );
    }
    const annotated = map.has('zh') || map.has('en');
    return {
      tornado: this.#text(map, 'tornado'),
      ours: map.has('ours') ? this.#places(map) : [],
      calls: this.#calls(map),
      leftOut: map.has('leftOut') ? this.#pair(this.#why(map)) : null,
      note: annotated ? this.#pair(map) : null,
    };
  }

  #added(item: unknown): Added {
    const map = this.#map(item, 'added');
    return { ours: this.#places(map), calls: this.#calls(map), note: this.#pair(map) };
  }

  #behaviour(item: unknown): Explained {
    const map = this.#map(item, 'behaviour');
    const number = map.get('item');
    if (!Number.isInteger(number)) this.#complain(map, 'item is not a number');
    return { item: Number(number), note: this.#pair(map) };
  }

  // ── Fields ───────────────────────────────────────────────────────────────────

  #pair(map: YAMLMap): Pair {
    return { zh: this.#text(map, 'zh'), en: this.#text(map, 'en') };
  }

  #why(map: YAMLMap): YAMLMap {
    const why = map.get('leftOut', true);
    const meant = isAlias(why) ? why.resolve(this.#document) : why;
    if (isMap(meant)) return meant;
    this.#complain(map, 'leftOut is not `{ zh: …, en: … }`');
    return map;
  }

  #text(map: YAMLMap, key: string): string {
    const node = map.get(key, true);
    const text = isScalar(node) && typeof node.value === 'string' ? node.value : '';
    if (text.trim() === '') this.#complain(map, `${key} is missing`);
    if (isScalar(node) && node.type === 'PLAIN' && node.comment) {
      this.#complain(node, `${key} is cut off at " #", a comment: quote the text`);
    }
    return text.trim();
  }

  /** `loop/core/poll-ioloop.ts PollIOLoop.start`, or a list of such. */
  #places(map: YAMLMap): Place[] {
    return this.#texts(map, 'ours').flatMap((text) => {
      const [file = '', symbol = '', ...rest] = text.split(' ');
      if (/\.(ts|cc)$/.test(file) && symbol && rest.length === 0) {
        return [{ file, symbol }];
      }
      this.#complain(map, `ours is not a file and a symbol: "${text}"`);
      return [];
    });
  }

  #calls(map: YAMLMap): string[] {
    if (!map.has('call')) return [];
    const calls = this.#texts(map, 'call');
    if (!isMan(calls)) this.#complain(map, 'call is not like epoll_wait(2)');
    return calls;
  }

  #texts(map: YAMLMap, key: string): string[] {
    const value: unknown = map.toJSON()[key];
    const all = Array.isArray(value) ? value : [value];
    const texts = all.filter((each) => typeof each === 'string');
    if (texts.length < all.length || texts.length === 0) {
      this.#complain(map, `${key} is missing`);
    }
    return texts;
  }

  // ── Shapes ───────────────────────────────────────────────────────────────────

  #list<T>(map: YAMLMap, key: string, read: (item: unknown) => T): T[] {
    const list = map.get(key);
    if (isSeq(list)) return list.items.map(read);
    this.#complain(map, `${key} is not a list`);
    return [];
  }

  #map(node: unknown, kind: keyof typeof KEYS): YAMLMap {
    if (!isMap(node)) {
      this.#complain(node, `not a ${kind}: it has ${KEYS[kind].join(', ')}`);
      return new YAMLMap();
    }
    for (const { key } of node.items) {
      const name = String(key);
      if (KEYS[kind].includes(name)) continue;
      const guess = hint(name, KEYS[kind]);
      this.#complain(key, `unknown field "${name}"${guess}`);
    }
    return node;
  }

  #complain(at: unknown, text: string): void {
    const hasRange = typeof at === 'object' && at !== null && 'range' in at;
    const start = hasRange && Array.isArray(at.range) ? Number(at.range[0]) : at;
    const { line } = this.#counter.linePos(typeof start === 'number' ? start : 0);
    this.#problems.push(`${this.#path}:${Math.max(line, 1)}: ${text}`);
  }
}
