import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findRow, type Place, parseMap, readMap } from '../site/content/map.ts';
import { ContentError } from '../site/content/yaml.ts';
import { parseNotes } from '../site/source/notes/notes-file.ts';
import { readSource, type Source } from '../site/source/notes/symbols.ts';
import { BEHAVIOURS, behavioursIn } from '../site/tests/report.ts';
import { titles } from './titles.ts';

const map = readMap();
const rows = map.groups.flatMap((group) => group.rows);
const placed = [...rows, ...map.added].flatMap(({ ours }) => ours);
const items = map.behaviours.map(({ item }) => item);
const sources = new Map<string, Source>();

function sourceOf(file: string): Source {
  const source = sources.get(file) ?? readSource(file, readFileSync(file, 'utf8'));
  sources.set(file, source);
  return source;
}

const nameOf = ({ file, symbol }: Place) => `${file} ${symbol}`;

describe('Each of the behaviours', () => {
  const cited = new Set(titles().flatMap(behavioursIn));

  it('is cited by a test, or the map says why it cannot be had', () => {
    const all = Array.from({ length: BEHAVIOURS }, (_, index) => index + 1);
    const neither = all.filter((item) => !cited.has(item) && !items.includes(item));
    expect(neither).toEqual([]);
    console.log(`${cited.size} are cited by tests, ${items.length} are explained`);
  });

  it('has a number of the list, and one row at the most', () => {
    const known = (item: number) => item >= 1 && item <= BEHAVIOURS;
    expect([...cited, ...items].filter((item) => !known(item))).toEqual([]);
    expect(items).toEqual([...new Set(items)].sort((a, b) => a - b));
  });
});

describe('A row of the map', () => {
  it('names a place that exists', () => {
    const exists = ({ file, symbol }: Place) =>
      existsSync(file) && sourceOf(file).symbols.has(symbol);
    expect(placed.filter((place) => !exists(place)).map(nameOf)).toEqual([]);
  });

  it('is about a member that no other row is about', () => {
    const names = rows.map(({ tornado }) => tornado);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it('is found from a class that inherits the member', () => {
    expect(findRow(map, 'PollIOLoop.split_fd')?.tornado).toBe('IOLoop.split_fd');
    expect(findRow(map, 'SelectIOLoop.configure')?.tornado).toBe(
      'Configurable.configure',
    );
    expect(findRow(map, 'PollIOLoop.spilt_fd')).toBeUndefined();
  });

  it('stands for each member that a note compares with', () => {
    const groups = map.groups.map(({ name }) => name);
    const files = globSync('content/notes/loop/**/*.yaml');
    const notes = files.flatMap((file) => parseNotes(file, readFileSync(file, 'utf8')));
    const compared = notes.flatMap(({ tornado }) => tornado ?? []);
    // What is not of these classes, a note on IOStream say, is none of the map's business.
    const ours = compared.filter((name) => groups.includes(name.split('.')[0] ?? ''));
    const inMap = (name: string) => groups.includes(name) || findRow(map, name);
    expect(ours.filter((name) => !inMap(name))).toEqual([]);
  });
});

describe('A public member', () => {
  const listed = new Set(placed.map(nameOf));

  it.each([
    ['loop/core/configurable.ts', 'Configurable'],
    ['loop/core/ioloop.ts', 'IOLoop'],
    ['loop/core/poll-ioloop.ts', 'PollIOLoop'],
    ['loop/core/timeouts.ts', 'Timeout'],
    ['loop/core/periodic-callback.ts', 'PeriodicCallback'],
    ['loop/core/host.ts', 'Waker'],
    ['loop/node/waker.ts', 'KernelWaker'],
  ])('of %s %s is in the map', (file, owner) => {
    const members = publicMembers(sourceOf(file), owner);
    expect(members.length).toBeGreaterThan(3);
    expect(members.filter((symbol) => !listed.has(`${file} ${symbol}`))).toEqual([]);
  });
});

function publicMembers({ symbols, text }: Source, owner: string): string[] {
  const members = [...symbols].filter(([name]) => name.startsWith(`${owner}.`));
  const isPublic = members.filter(([name, [part]]) => {
    const code = text.slice(part?.start, part?.end).replace(/\/\*.*?\*\/|\/\/.*/gs, '');
    return !/[.](#|\(head\))/.test(name) && !/^\s*protected/.test(code);
  });
  return isPublic.map(([name]) => name);
}

describe('A map that cannot be used', () => {
  const WHOLE = 'groups: []\nadded: []\nbehaviours: []\n';
  const refused = (text: string) => {
    try {
      parseMap(text);
    } catch (error) {
      if (error instanceof ContentError) return error.message.split('\n');
    }
    return [];
  };
  const group = (row: string) =>
    WHOLE.replace(
      'groups: []',
      `groups:\n  - { group: A, file: a.py, zh: 甲, en: a, rows: [{ ${row} }] }`,
    );

  it('is refused with the line, and with what is wrong there', () => {
    expect(refused(WHOLE)).toEqual([]);
    expect(refused('')).toContain(
      'content/map.yaml:1: not a map: it has groups, added, behaviours',
    );
    expect(refused(WHOLE.replace('added: []', ''))).toEqual([
      'content/map.yaml:1: added is missing',
    ]);
    expect(refused(`${WHOLE}behaviors: []`)).toEqual([
      'content/map.yaml:4: unknown field "behaviors"; nearest: behaviours',
    ]);
    expect(refused(`a: "\n${WHOLE}`)[0]).toMatch(/^content\/map\.yaml:\d+: Missing/);
  });

  it.each([
    ['tornado: A.b', 'A.b: has a place, `ours`, or a reason, `leftOut`: one of them'],
    [
      'tornado: A.b, ours: a.ts A, leftOut: { zh: 无, en: none }',
      'A.b: has a place, `ours`, or a reason, `leftOut`: one of them',
    ],
    ['tornado: A.b, leftOut: { en: none }', 'A.b: leftOut.zh is missing'],
    ['tornado: A.b, leftOut: none', 'A.b: leftOut is not a map: it has zh, en'],
    ['tornado: A.b, ours: a.ts A, zh: 只有一半', 'A.b: en is missing'],
    ['tornado: A.b, ours: a.ts', 'A.b: ours is not a file and a symbol'],
    ['tornado: A.b, ours: [3]', 'A.b: ours.0 is not a text'],
    [
      'tornado: A.b, ours: a.ts A, call: epoll',
      'A.b: call is not a manual page like epoll_wait(2), or a list of them',
    ],
    ['ours: a.ts A', 'A: rows.0.tornado is missing'],
  ])('is refused for a row { %s }', (row, reason) => {
    expect(refused(group(row))).toContain(`content/map.yaml:2: ${reason}`);
  });

  it('is refused for a text that a comment cuts off', () => {
    const text = WHOLE.replace(
      'behaviours: []',
      'behaviours:\n  - item: 1\n    zh: 见 #x\n    en: see',
    );
    expect(refused(text)).toEqual([
      'content/map.yaml:5: B1: zh is cut off at " #", a comment: ' +
        'quote the text, or put it on lines below `zh: |`',
    ]);
  });
});
