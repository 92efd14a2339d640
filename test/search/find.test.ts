import { beforeAll, describe, expect, it } from 'vitest';
import { type Find, finder, grouped } from '../../site/search/browser/find.ts';
import { TRY } from '../../site/search/browser/kinds.ts';
import { entries } from '../../site/search/search.ts';

let find: Find;

beforeAll(async () => {
  find = await finder(entries());
}, 30_000);

const first = (query: string): string | undefined => find(query)[0]?.entry.to;

describe('the search', () => {
  it.each([
    ['回调', 'source/loop/core/callback.ts/'],
    ['最小堆', 'source/loop/core/timeouts.ts/'],
    ['唤醒', 'source/loop/node/waker.ts/'],
    ['超时', 'source/loop/core/timeouts.ts/'],
    ['callback', 'source/loop/core/callback.ts/'],
    ['min-heap', 'source/loop/core/timeouts.ts/'],
    ['waker', 'source/loop/node/waker.ts/'],
    ['timeout', 'source/loop/core/timeouts.ts/#Timeout'],
    ['B42', 'behaviours/#B42'],
    ['向下取整', 'replays/poll-timeout/'],
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
    const groups = grouped(find('唤醒'));
    expect(groups[0]?.[0]).toBe('file');
    expect(groups.map(([kind]) => kind)).toEqual([...new Set(groups.map(([k]) => k))]);
  });

  it('proposes only what finds something', () => {
    for (const word of [...TRY.zh, ...TRY.en]) expect(find(word)).not.toEqual([]);
  });
});
