import { beforeAll, describe, expect, it } from 'vitest';
import { type Find, finder, grouped } from '../../site/search/browser/find.ts';
import { TRY } from '../../site/search/browser/kinds.ts';
import { entries } from '../../site/search/search.ts';

let find: Find;

beforeAll(async () => {
  const made = finder(entries());
  await made.complete;
  find = made.find;
}, 30_000);

const first = (query: string): string | undefined => find(query)[0]?.entry.to;

describe('the search', () => {
  it.each([
    ['回调', 'glossary/#callback'],
    ['最小堆', 'glossary/#min-heap'],
    ['唤醒', 'chapters/waker/'],
    ['callback.ts', 'source/loop/core/callback.ts/'],
    ['callback', 'glossary/#callback'],
    ['min-heap', 'glossary/#min-heap'],
    ['waker', 'glossary/#waker'],
    ['timeout', 'glossary/#timeout'],
    ['B42', 'behaviours/#B42'],
    ['向下取整', 'exercises/floor-not-ceil/'],
    ['两处 stop()', 'replays/two-stops/'],
    ['starved socket', 'exercises/starved-socket/'],
    ['给老师', 'teach/'],
    ['benchmarks', 'benchmarks/'],
  ])('finds for %s its page first', (query, page) => {
    expect(first(query)).toBe(page);
  });

  it.each(['addCallback', 'add_callback', '#runCallbacks', 'epoll_wait'])(
    'finds the symbol %s, with or without its underscores',
    (query) => {
      const symbols = find(query).filter(({ entry }) => entry.kind === 'symbol');
      const plain = query.toLowerCase().replace(/[#_]/g, '');
      const name = symbols[0]?.entry.name?.toLowerCase().replace(/[#_]/g, '');
      expect(name).toContain(plain);
    },
  );

  it('finds English questions and Chinese ones, whatever the page is read in', () => {
    expect(find('lost wake-up').length).toBeGreaterThan(0);
    expect(find('叫醒 循环').length).toBeGreaterThan(0);
  });

  it('forgives a slip of the finger', () => {
    expect(find('calback').length).toBeGreaterThan(0);
  });

  it('finds nothing for nonsense', () => {
    expect(find('qwertyuiop')).toEqual([]);
    expect(find('犇骉')).toEqual([]);
  });

  it('groups what it found, the kind of the best first', () => {
    const kinds = grouped(find('唤醒')).map(({ kind }) => kind);
    expect(kinds[0]).toBe('question');
    expect(kinds).toEqual([...new Set(kinds)]);
  });

  it('proposes only what finds something', () => {
    for (const word of [...TRY.zh, ...TRY.en]) expect(find(word)).not.toEqual([]);
  });
});
