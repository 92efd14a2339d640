import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../site/exercises/prose.ts';
import { cutOff } from '../../site/exercises/run/cut-off.ts';

describe('A brief', () => {
  it('alternates its languages where both have as many paragraphs', () => {
    const blocks = blocksOf({ zh: '一\n\n二', en: 'one\n\ntwo' }, 'en');
    expect(blocks.map(({ html }) => html)).toEqual(['one', '一', 'two', '二']);
  });

  it('tells one after the other where they have not', () => {
    const blocks = blocksOf({ zh: '一\n\n二', en: 'one' }, 'zh');
    expect(blocks.map(({ lang }) => lang)).toEqual(['zh', 'zh', 'en']);
  });

  it('has lists, and code, and nothing that is markup', () => {
    const [list, text] = blocksOf({ zh: '- `a`\n- b', en: '<b>' }, 'zh');
    expect(list).toMatchObject({
      tag: 'ul',
      html: '<li><code>a</code></li><li>b</li>',
    });
    expect(text?.html).toBe('&lt;b&gt;');
  });
});

describe('What runs in a worker', () => {
  it('finds nothing to send with, not even on the prototypes', () => {
    const world = Object.create({ fetch: () => 'sent' });
    world.WebSocket = class {};
    cutOff(world);
    expect([world.fetch, world.WebSocket]).toEqual([undefined, undefined]);
    expect(() => {
      Object.defineProperty(world, 'WebSocket', { value: 1 });
    }).toThrow(TypeError);
  });
});
