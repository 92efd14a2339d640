/** What is written into a score: how each sleep ended, and what ended it. */

import type { Pair } from '../ui/text.ts';
import type { Score, Shape } from './score.ts';
import { ending } from './turns.ts';

type Rest = Score['rests'][number];
type Text = { x: number; y: number; anchor?: string };

export type Remark = Pair & Text & { class?: string };
export type Cause = {
  css: 'to' | 'fd';
  d: string; // dotted, to the end of the sleep
  head?: string; // an arrow head: it comes from outside
  mark?: [number, number]; // a hollow triangle: a deadline
  label: Text & { text: string };
};

const round = (n: number): number => Math.round(n * 10) / 10;

/** Beside each sleep: its length, and in a few words how it ended. */
export function remarkOf(rest: Rest, score: Score, shape: Shape): Remark[] {
  const last = rest === score.rests.at(-1) && score.end.across === rest.across;
  const said = last ? AND_SO_ON : REMARKS[ending(rest.poll)](rest);
  const ms = `${rest.poll.end - rest.poll.start} ms`;
  const length = { zh: ms, en: ms, class: 'mono fill-sl' };
  const looked = rest.poll.end === rest.poll.start;
  if (shape.tall) return tallRemark(rest, looked ? [] : [length], said);
  if (looked) return [{ ...said, x: valueX(rest, shape), y: shape.lane * 2 - 13 }];
  const x = round(rest.along + 12);
  return [
    { ...length, x, y: rest.across + 14 },
    { ...said, x, y: rest.across - 9 },
  ];
}

/** Over the number on the staff before, where the stroke leaves room. */
const valueX = (rest: Rest, { bend, mark }: Shape): number =>
  round(rest.along - bend - mark + 5);

function tallRemark(
  rest: Rest,
  lengths: (Pair & { class: string })[],
  said: Pair,
): Remark[] {
  const x = rest.across - 12;
  const y = lengths.length
    ? rest.along + Math.min(rest.length / 2 - 14, 42)
    : rest.along + 10;
  const lines = [...lengths, ...splitBoth(said)];
  return lines.map((words, i) => ({
    ...words,
    x,
    y: round(y + i * 17),
    anchor: 'end',
  }));
}

/** A narrow column takes a remark in two lines, cut after its comma or colon. */
function splitBoth({ zh, en }: Pair): Pair[] {
  const [zh1 = '', zh2 = ''] = zh.split(/(?<=，)/);
  const [en1 = '', en2 = ''] = en.split(/(?<=:) /);
  return [{ zh: zh1, en: en1 }, ...(zh2 || en2 ? [{ zh: zh2, en: en2 }] : [])];
}

const AND_SO_ON: Pair = { zh: '如此往复', en: 'and so on' };

const REMARKS: Record<ReturnType<typeof ending>, (rest: Rest) => Pair> = {
  look: () => ({ zh: '只看一眼', en: 'just a look' }),
  full: () => ({ zh: '没有人来，睡满', en: 'nobody came: slept it out' }),
  early: ({ poll }) => {
    const fd = poll.ready.map(([n]) => n).join(', ');
    return { zh: `fd ${fd} 有数据，提前醒`, en: `fd ${fd} has data: up early` };
  },
};

/** Causes come from outside: deadlines drop from their staff, descriptors rise from below. */
export function causesOf(score: Score, shape: Shape): Cause[] {
  return score.rests.flatMap((rest, i) => {
    const end = round(rest.along + rest.length);
    const isLast = i === score.rests.length - 1 && score.end.across === rest.across;
    if (isLast || rest.poll.timeout === 0) return [];
    if (rest.poll.ready.length) return [fdCause(rest, end, shape)];
    const next = score.marks.find((m) => m.stave === 'timeout' && m.along > end);
    return next ? [deadlineCause(`${next.name} @ ${rest.poll.end}`, end, shape)] : [];
  });
}

function fdCause(rest: Rest, end: number, { tall }: Shape): Cause {
  const text = `fd ${rest.poll.ready.map(([fd]) => fd).join(', ')}`;
  if (tall) {
    const head = `M229 ${end - 4}l-7 4 7 4z`;
    const label = { text, x: 312, y: end - 8, anchor: 'end' };
    return { css: 'fd', d: `M308 ${end}H226`, head, label };
  }
  const head = `M${end - 4} 186l4-7 4 7z`;
  return { css: 'fd', d: `M${end} 252V184`, head, label: { text, x: end + 8, y: 254 } };
}

function deadlineCause(text: string, end: number, { tall }: Shape): Cause {
  if (tall) {
    const label = { text, x: 84, y: end - 13 };
    return { css: 'to', d: `M99 ${end}H198`, mark: [90, end], label };
  }
  const label = { text, x: end - 12, y: 44, anchor: 'end' };
  return { css: 'to', d: `M${end} 61V152`, mark: [end, 52], label };
}

/** A stopped loop ends in ‖. */
export function endStroke({ end }: Score, { tall }: Shape): string {
  const [x, y] = tall ? [end.across, end.along] : [end.along, end.across];
  return tall ? `M${x - 9} ${y + 2}h18m-18 6h18` : `M${x + 2} ${y - 9}v18m6-18v18`;
}
