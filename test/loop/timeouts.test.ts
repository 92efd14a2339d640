import { describe, expect, it } from 'vitest';
import { Timeout, TimeoutHeap } from '../../loop/core/timeouts.ts';
import { Duration, IOLoop } from '../../loop/index.ts';
import { root } from '../../loop/node/context.ts';
import { forgetLoops, simulate } from './support.ts';

forgetLoops();

const at = (deadline: number) => new Timeout(deadline, () => {}, [], root);

/** A heap with `dead` cancelled entries and `live` others, one of which is due first. */
function heapWith(dead: number, live: number): TimeoutHeap {
  const heap = new TimeoutHeap();
  for (let i = 0; i < live; i++) heap.add(at(1000 + i));
  const cancelled = Array.from({ length: dead }, (_, i) => heap.add(at(5000 + i)));
  for (const timeout of cancelled) heap.cancel(timeout);
  return heap;
}

describe('TimeoutHeap', () => {
  it('gives out what is due, by deadline [B57]', () => {
    const heap = new TimeoutHeap();
    for (const deadline of [300, 100, 500, 120, 260, 250]) heap.add(at(deadline));
    const due = heap.popDue(260).map((timeout) => timeout.deadline);
    console.log('due at 260:', due.join(' '), '· next:', heap.nextDeadline);
    expect(due).toEqual([100, 120, 250, 260]);
    expect(heap.nextDeadline).toBe(300);
  });

  it('keeps equal deadlines in the order in which they were added [B57]', () => {
    const heap = new TimeoutHeap();
    const added = Array.from({ length: 8 }, () => heap.add(at(10)));
    const earlier = heap.add(at(5));
    expect(heap.popDue(10)).toEqual([earlier, ...added]);
  });

  it('sorts like a sort, whatever the order of adding and cancelling', () => {
    const heap = new TimeoutHeap();
    const random = seeded(42);
    const all = Array.from({ length: 2000 }, () => heap.add(at(random(500))));
    const cancelled = new Set(all.filter(() => random(3) === 0));
    for (const timeout of cancelled) heap.cancel(timeout);
    const expected = all
      .filter((timeout) => !cancelled.has(timeout))
      .sort((a, b) => a.deadline - b.deadline || a.order - b.order);
    const popped = [100, 200, 300, 499].flatMap((now) => heap.popDue(now));
    expect(popped).toEqual(expected);
    expect(heap.nextDeadline).toBe(Infinity);
  });

  it('drops a cancelled entry at the top, however far its deadline [B65]', () => {
    const heap = new TimeoutHeap();
    heap.cancel(heap.add(at(99_999)));
    expect(heap.nextDeadline).toBe(Infinity);
    expect(heap.size).toBe(0);
  });

  it('lets the callback of a cancelled entry go at once, the entry later [B64]', () => {
    const heap = new TimeoutHeap();
    heap.add(at(1));
    const timeout = heap.add(at(2));
    heap.cancel(timeout);
    expect(timeout.fn).toBeNull();
    expect(heap.size).toBe(2);
  });

  // The four edges of the rule: more than 512 dead, and more than half.
  it.each([
    { dead: 512, live: 1, left: 513 },
    { dead: 513, live: 1, left: 1 },
    { dead: 513, live: 512, left: 512 },
    { dead: 513, live: 513, left: 1026 },
  ])(
    'with $dead dead and $live live entries keeps $left [B69]',
    ({ dead, live, left }) => {
      const heap = heapWith(dead, live);
      heap.popDue(0);
      expect(heap.size).toBe(left);
    },
  );

  it('is still a heap after a sweep [B69]', () => {
    const heap = heapWith(2000, 600);
    heap.popDue(0);
    const deadlines = heap.popDue(Infinity).map((timeout) => timeout.deadline);
    expect(deadlines).toEqual([...deadlines].sort((a, b) => a - b));
    expect(deadlines).toHaveLength(600);
  });

  // Upstream counts these as cancelled, too, and sweeps a heap that has nothing dead.
  it('counts only what is still in it as cancelled [B67]', () => {
    const heap = new TimeoutHeap();
    const fired = Array.from({ length: 600 }, () => heap.add(at(1)));
    heap.popDue(1);
    for (const timeout of fired) heap.cancel(timeout);
    const dead = Array.from({ length: 513 }, () => heap.add(at(20)));
    heap.add(at(10));
    for (const timeout of dead.slice(0, 512)) heap.cancel(timeout);
    heap.popDue(2);
    expect(heap.size).toBe(514);
  });
});

describe('IOLoop.addTimeout', () => {
  it('takes a number as absolute and a Duration as relative [B52]', async () => {
    const { loop, poller, log } = simulate();
    poller.advance(1000);
    const note = (what: string) => log.push(`${what}@${loop.time()}`);
    loop.addTimeout(1500, note, 'absolute');
    loop.addTimeout(new Duration(300), note, 'relative');
    loop.callAt(2000, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['relative@1300', 'absolute@1500']);
  });

  it.each([
    ['a string', '5'],
    ['a boolean', true],
    ['a bigint', 5n],
    ['a Date', new Date()],
    ['null', null],
    ['undefined', undefined],
    ['NaN', Number.NaN],
  ])('refuses %s as a deadline or a delay [B52, B54]', (_, deadline) => {
    const { loop } = simulate();
    const callback = () => {};
    expect(() => loop.addTimeout(deadline as never, callback)).toThrow(TypeError);
    expect(() => loop.callAt(deadline as never, callback)).toThrow(TypeError);
    expect(() => loop.callLater(deadline as never, callback)).toThrow(TypeError);
    expect(() => new Duration(deadline as never)).toThrow(TypeError);
  });

  it('accepts both infinities: never, and as soon as can be [B52]', async () => {
    const { loop, poller, log, mark } = simulate({ longestSleep: 1000 });
    loop.callAt(Infinity, mark('never'));
    loop.callAt(-Infinity, mark('at once'));
    loop.callAt(1500, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['at once']);
    expect(poller.log.map((poll) => poll.timeout)).toEqual([1000, 500]);
  });

  it('runs a deadline that has passed in the next turn [B53]', async () => {
    const { loop, poller, log, mark } = simulate();
    poller.advance(500);
    loop.callLater(-100, mark('late'));
    loop.callAt(1, mark('later'));
    loop.callAt(501, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['later', 'late']);
  });

  it('passes arguments through in all three forms [B55]', async () => {
    const { loop, log } = simulate();
    const note = (a: string, b: number) => log.push(`${a}${b}`);
    loop.addTimeout(new Duration(1), note, 'a', 1);
    loop.callAt(2, note, 'b', 2);
    loop.callLater(3, note, 'c', 3);
    loop.callLater(4, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['a1', 'b2', 'c3']);
  });

  it('returns a handle that removeTimeout() takes, in all three forms [B56]', () => {
    const { loop } = simulate();
    for (const timeout of [
      loop.addTimeout(5, () => {}),
      loop.callAt(5, () => {}),
      loop.callLater(5, () => {}),
    ]) {
      expect(timeout).toBeInstanceOf(Timeout);
      loop.removeTimeout(timeout);
    }
  });

  it('never fires before its deadline, by the clock of the loop [B58]', async () => {
    const { loop, log } = simulate();
    for (const deadline of [0.4, 1, 1.5, 7.25]) {
      loop.callAt(deadline, () => log.push(`${deadline} ≤ ${loop.time()}`));
    }
    loop.callAt(20, () => loop.stop());
    await loop.start();
    expect(log).toEqual(['0.4 ≤ 1', '1 ≤ 1', '1.5 ≤ 2', '7.25 ≤ 8']);
  });
});

describe('IOLoop.removeTimeout', () => {
  it('before the deadline: the callback never runs [B59]', async () => {
    const { loop, log, mark } = simulate();
    loop.removeTimeout(loop.callAt(5, mark('removed')));
    loop.callAt(10, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
  });

  it('after it has run, or twice, does nothing [B60, B61]', async () => {
    const { loop, log, mark } = simulate();
    const timeout = loop.callAt(5, mark('ran'));
    loop.callAt(6, () => loop.stop());
    await loop.start();
    loop.removeTimeout(timeout);
    loop.removeTimeout(timeout);
    expect(log).toEqual(['ran']);
  });

  it('from a callback of the same turn keeps a due timeout from running [B62]', async () => {
    const { loop, log, mark } = simulate();
    const due = loop.callAt(0, mark('removed'));
    loop.addCallback(() => loop.removeTimeout(due));
    loop.callAt(0, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
  });

  it('from an earlier timeout of the same turn does so, too [B62]', async () => {
    const { loop, log, mark } = simulate();
    loop.callAt(0, () => loop.removeTimeout(second));
    const second = loop.callAt(0, mark('removed'));
    loop.callAt(0, () => loop.stop());
    await loop.start();
    expect(log).toEqual([]);
  });

  it('refuses what is not a timeout, and what is another loop’s [B63]', () => {
    const { loop } = simulate();
    const other = simulate({ makeCurrent: false });
    const foreign = other.loop.callAt(5, () => {});
    for (const wrong of [null, undefined, {}, 5, foreign]) {
      expect(() => loop.removeTimeout(wrong as never)).toThrow(TypeError);
    }
  });

  it('does not wake the loop [B68]', async () => {
    const { loop, poller } = simulate();
    loop.addHandler(
      7,
      () => {
        poller.lower(7, IOLoop.READ);
        loop.removeTimeout(far);
      },
      IOLoop.READ,
    );
    const far = loop.callAt(500, () => {});
    poller.at(100, () => poller.raise(7, IOLoop.READ));
    loop.callAt(1000, () => loop.stop());
    await loop.start();
    expect(poller.log.map(({ start, end }) => [start, end])).toEqual([
      [0, 100],
      [100, 1000],
    ]);
  });

  it('sweeps only in a turn that began with timeouts [B70]', async () => {
    const { loop, poller } = simulate();
    const timeouts = Array.from({ length: 2000 }, () => loop.callAt(5000, () => {}));
    for (const timeout of timeouts) loop.removeTimeout(timeout);
    loop.addCallback(() => loop.stop());
    await loop.start();
    expect(poller.log).toEqual([]);
  });
});

describe('a wall clock that is set', () => {
  it('forward makes everything due at once, back makes nothing due until it catches up [B71]', async () => {
    const clock = { ahead: 0 };
    const { loop, poller, log, mark } = simulate({
      now: () => poller.now + clock.ahead,
    });
    loop.callAt(10_000, mark('forward'));
    loop.addCallback(() => {
      clock.ahead = 20_000;
    });
    loop.callAt(10_001, () => {
      clock.ahead = -1000;
      loop.callAt(500, () => {
        mark('back')();
        loop.stop();
      });
    });
    await loop.start();
    expect(log).toEqual(['forward', 'back']);
    expect(poller.now).toBe(1500);
  });
});

/** A small generator of numbers that are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % below;
  };
}
