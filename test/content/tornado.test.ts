import { describe, expect, it } from 'vitest';
import {
  anchorOf,
  groupAnchor,
  map,
  tornadoUrl,
} from '../../site/reference/tornado.ts';
import { styleOf } from './style.ts';

describe('tornadoUrl', () => {
  it.each([
    ['PollIOLoop.start', 'PollIOLoop.start'],
    ['PollIOLoop.split_fd', 'IOLoop.split_fd'],
    ['IOStream.write', 'BaseIOStream.write'],
    ['PeriodicCallback', 'PeriodicCallback'],
    ['_Timeout', '_Timeout'],
    ['_POLL_TIMEOUT', '_POLL_TIMEOUT'],
    ['add_accept_handler', 'add_accept_handler'],
    ['signal.set_wakeup_fd', 'signal.set_wakeup_fd'],
  ])('leads from %s to #%s of the map', (symbol, anchor) => {
    expect(anchorOf(symbol)).toBe(anchor);
    expect(tornadoUrl('zh', symbol)).toBe(`/zh/map/#${encodeURIComponent(anchor)}`);
  });

  it('leads nowhere from a name that Tornado does not have', () => {
    expect(tornadoUrl('en', 'PollIOLoop.begin')).toBeUndefined();
  });
});

describe('the page of the map', () => {
  it('has each anchor once', () => {
    const rows = map.groups.flatMap(({ rows }) => rows.map(({ tornado }) => tornado));
    const groups = map.groups.flatMap((group) => groupAnchor(group) ?? []);
    const anchors = [...rows, ...groups];
    expect(anchors).toHaveLength(new Set(anchors).size);
  });

  it('is set as books are in either language', () => {
    const texts = [
      ...map.groups.map(({ name, about }) => ({ id: name, ...about })),
      ...map.groups.flatMap(({ rows }) =>
        rows.flatMap(({ tornado, note, leftOut }) =>
          [note, leftOut].flatMap((text) => (text ? [{ id: tornado, ...text }] : [])),
        ),
      ),
      ...map.added.map(({ ours, note }) => ({ id: ours[0]?.symbol ?? '', ...note })),
      ...map.behaviours.map(({ item, note }) => ({ id: `B${item}`, ...note })),
    ];
    expect(texts.flatMap(styleOf)).toEqual([]);
  });
});
