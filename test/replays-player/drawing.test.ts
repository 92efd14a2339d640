import { describe, expect, it } from 'vitest';
import { eventsText } from '../../site/replays/player/events.ts';
import { signatureOf } from '../../site/replays/player/prototypes.ts';
import { rowsOf, rulerFor } from '../../site/replays/player/ruler.ts';
import { straceOf } from '../../site/replays/player/strace.ts';
import { Stroke } from '../../site/replays/player/stroke.ts';
import * as tree from '../../site/replays/player/tree.ts';

describe('the ruler', () => {
  it('reaches its end in round numbers, with room for each', () => {
    expect(rulerFor(873, 560)).toEqual({ until: 900, tick: 100 });
    expect(rulerFor(873, 200)).toEqual({ until: 1000, tick: 500 });
    expect(rulerFor(0, 560).until).toBe(10);
  });

  it('sets names that would touch above each other, and drops what finds no place', () => {
    const at = (x: number) => ({ x, text: 'retry' });
    expect(rowsOf([at(0), at(20), at(100)], 2)).toEqual([0, 1, 0]);
    expect(rowsOf([at(0), at(5), at(10)], 2)).toEqual([0, 1, -1]);
  });
});

describe('the tree', () => {
  it('sets children under their parent, level by level', () => {
    const [top, left, right] = [0, 1, 2].map((i) => tree.placeOf(i, 300));
    expect(top?.x).toBe(150);
    expect([left?.x, right?.x]).toEqual([75, 225]);
    expect(left?.y).toBeGreaterThan(top?.y as number);
    expect([tree.parentOf(0), tree.parentOf(4)]).toEqual([undefined, 1]);
  });

  it('draws what lies deeper than four levels as a field of marks', () => {
    expect([tree.inTree(14), tree.inTree(15)]).toEqual([true, false]);
    expect(tree.fieldHeight(15, 300)).toBe(0);
    expect(tree.fieldPath([15, 16], 300).match(/M/g)).toHaveLength(2);
  });
});

describe('a system call', () => {
  const call = {
    name: 'epoll_wait',
    args: ['4', '[]', '1024', '300'],
    result: '-1',
    errno: 'EINTR',
    start: 0,
    end: 120,
  };

  it('is written as strace would', () => {
    expect(straceOf(call)).toBe('epoll_wait(4, [], 1024, 300) = -1 EINTR');
  });

  it('has a parameter for each argument', () => {
    expect(signatureOf(call)?.parameters).toHaveLength(4);
    expect(signatureOf(call)?.parameters[3]).toBe('int timeout');
    expect(signatureOf({ ...call, name: 'unheard_of' })).toBeUndefined();
  });
});

describe('events', () => {
  it('have the names of the loop', () => {
    expect([0, 1, 5, 0x18, 0x10].map(eventsText)).toEqual([
      'NONE',
      'READ',
      'READ|WRITE',
      'ERROR',
      'HUP',
    ]);
  });
});

describe('the stroke', () => {
  const stroke = new Stroke('M0 0L10 0C15 0 15 20 20 20L40 20');

  it('is as long as its lines and curves together', () => {
    expect(stroke.length).toBeGreaterThan(10 + Math.hypot(10, 20) + 20);
    expect(stroke.length).toBeLessThan(60);
  });

  it('finds the place at any length, and stays at its ends', () => {
    expect(stroke.at(5)).toEqual({ x: 5, y: 0 });
    expect(stroke.at(-3).x).toBeLessThanOrEqual(0);
    expect(stroke.at(1e6)).toEqual({ x: 40, y: 20 });
  });
});
