import { IOLoop } from '../../../loop/core/ioloop.ts';
import { expect, onTestFinished, test } from '../../../site/exercises/run/testing.ts';
import { simulate } from '../support/simulate.ts';

/** Loops with names, and what `IOLoop.current()` is called. */
function loops(...names: string[]) {
  const all = names.map((name) => ({ name, ...simulate() }));
  IOLoop.clearCurrent();
  onTestFinished(() => IOLoop.clearCurrent());
  const current = () => {
    const now = IOLoop.current(false);
    return all.find(({ loop }) => loop === now)?.name ?? 'nobody';
  };
  return { all: all.map(({ loop }): IOLoop => loop), current };
}

test(
  {
    zh: '运行期间，当前循环就是它自己',
    en: 'is current while it runs',
    behaviour: [17],
  },
  () => {
    const { all, current } = loops('outer');
    const [outer] = all as [IOLoop];
    let seen = '';
    outer.addCallback(() => {
      seen = current();
      outer.stop();
    });
    outer.startSync();
    expect(seen, {
      zh: '回调里的 `IOLoop.current()` 必须是正在运行它的循环。',
      en: 'In a callback `IOLoop.current()` has to be the loop that runs it.',
    }).toBe('outer');
  },
);

test(
  {
    zh: '之前没有当前循环，停下之后也没有',
    en: 'leaves nobody current if nobody was',
    behaviour: [17],
  },
  () => {
    const { all, current } = loops('outer');
    const [outer] = all as [IOLoop];
    outer.addCallback(() => outer.stop());
    outer.startSync();
    expect(current(), {
      zh: '开始之前谁也不是当前循环，停下之后就还是谁也不是。',
      en: 'Before it began nobody was current, and so nobody must be afterwards.',
    }).toBe('nobody');
  },
);

test(
  {
    zh: '里层停下之后，当前循环又是外层',
    en: 'gives way to the outer loop when the inner one has stopped',
    behaviour: [20],
  },
  () => {
    const { all, current } = loops('outer', 'inner');
    const [outer, inner] = all as [IOLoop, IOLoop];
    const seen: string[] = [];
    inner.addCallback(function inside() {
      seen.push(current());
      inner.stop();
    });
    outer.addCallback(function outside() {
      seen.push(current());
      inner.startSync();
      seen.push(current());
      outer.stop();
    });
    outer.startSync();
    expect(seen, {
      zh: '外层的回调还在运行：里层一停，当前循环就该还给外层，而不是变成“没有”。',
      en: 'The callback of the outer loop still runs. When the inner loop stops, the outer one has to be current again, and not nobody.',
    }).toEqual(['outer', 'inner', 'outer']);
  },
);

test({ zh: '三层也一样', en: 'goes three levels deep', behaviour: [20] }, () => {
  const { all, current } = loops('a', 'b', 'c');
  const seen: string[] = [];
  all.forEach((loop, level) => {
    loop.addCallback(() => {
      all[level + 1]?.startSync();
      seen.push(current());
      loop.stop();
    });
  });
  all[0]?.startSync();
  expect(seen, {
    zh: '从最里层往外，一层一层还回去。一个全局的“上一个”不够用：每一层都要记住自己的。',
    en: 'From the innermost outwards, each gives back what it found. One global “previous” is not enough: every level has to remember its own.',
  }).toEqual(['c', 'b', 'a']);
});

test(
  {
    zh: '里层抛错离开，也一样恢复',
    en: 'gives way even if the inner loop ends by an error',
    behaviour: [17],
  },
  () => {
    const { all, current } = loops('outer', 'inner');
    const [outer, inner] = all as [IOLoop, IOLoop];
    let seen = '';
    inner.addCallback(() => {
      throw new Error('broken');
    });
    outer.addCallback(() => {
      try {
        inner.startSync();
      } catch {
        seen = current();
      }
      outer.stop();
    });
    outer.startSync();
    expect(seen, {
      zh: '不管 `work()` 是正常返回还是抛错，都要恢复。',
      en: 'Whether `work()` returns or throws, the one before has to be put back.',
    }).toBe('outer');
  },
);
