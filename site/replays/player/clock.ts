/** The clock as a ruler: what has passed, what is due, and how long a sleep may last. */

import { FOREVER } from '../../score/turns.ts';
import { el, svg } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { HeapEntry, State, Turn } from '../recording.ts';
import { type Ruler, rowsOf, rulerFor } from './ruler.ts';
import { sleepText } from './sleep-text.ts';
import type { Extra } from './state.ts';
import { widthOf } from './width.ts';

const LEFT = 8;
const ROWS = 2; // of names, and `now` above them
const LINE = 56;
const UNDER = LINE + 38; // where the dimension line runs
const HEIGHT = UNDER + 10;
const BESIDE = 7; // px: a name that is due now stands beside the hand, not under it
const AN_HOUR = 3_600_000; // what the loop sleeps at most: not on any ruler

export function drawClock(root: HTMLElement, state: State, lang: Lang, extra: Extra) {
  const width = Math.max(240, widthOf(root) || 580);
  const due = state.timeouts.filter(({ deadline }) => deadline < AN_HOUR);
  const far = Math.max(state.now, ...due.map((e) => e.deadline), extra.until ?? 0);
  const ruler = rulerFor(far, width - 2 * LEFT);
  const x = (ms: number) => round(LEFT + (ms / ruler.until) * (width - 2 * LEFT - 8));
  const box = { class: 'score', width, height: HEIGHT, 'aria-hidden': 'true' };
  root.replaceChildren(
    el('p', { class: 'vh' }, sentence(state, due, lang)),
    svg(
      'svg',
      box,
      ...pastOf(state, extra.turns ?? [], x),
      ...ticks(ruler, x),
      svg('path', { class: 'axis-line', d: `M${LEFT} ${LINE}H${x(ruler.until)}` }),
      svg('path', { class: 'thread', d: `M${LEFT} ${LINE}H${x(state.now)}` }),
      ...deadlines(due, state.now, x, width),
      ...allowed(state, x, width, extra),
      ...hand(x(state.now), state.now),
    ),
  );
}

type Scale = (ms: number) => number;
const round = (n: number): number => Math.round(n * 10) / 10;

function sentence({ now, timeout }: State, due: HeapEntry[], lang: Lang): string {
  const names = due.map((e) => `${e.name} ${e.deadline}`);
  const sleep = timeout === null ? '' : sleepText(timeout);
  if (lang === 'en') {
    const next = names.length ? ` Deadlines: ${names.join(', ')}.` : '';
    return `It is ${now} ms.${next}${sleep && ` It may sleep ${sleep}.`}`;
  }
  const next = names.length ? `期限：${names.join('、')}。` : '';
  return `现在 ${now} ms。${next}${sleep && `最多睡 ${sleep}。`}`;
}

/** Under the line: when it slept, and which work took time. */
function* pastOf({ now }: State, turns: Turn[], x: Scale) {
  for (const { callbacks, timeouts, handlers, poll } of turns) {
    if (poll) yield block(poll.start, Math.min(poll.end, now), 'rest', x);
    for (const ran of [...callbacks, ...timeouts, ...handlers])
      yield block(ran.start, Math.min(ran.end, now), 'work', x);
  }
}

function block(from: number, to: number, css: string, x: Scale): SVGElement | null {
  if (to <= from) return null;
  const width = Math.max(1, round(x(to) - x(from)));
  return svg('rect', { class: css, x: x(from), y: LINE, width, height: 9 });
}

function* ticks({ until, tick }: Ruler, x: Scale) {
  let d = '';
  for (let n = 0; n * tick <= until * 1.0001; n++) {
    const ms = n * tick;
    d += `M${x(ms)} ${LINE}v7`;
    if (ms + tick / 2 < until) d += `M${x(ms + tick / 2)} ${LINE}v4`;
    const text = String(round(ms));
    yield svg(
      'text',
      { class: 'mono sm dim', x: x(ms), y: LINE + 20, ...middle },
      text,
    );
  }
  yield svg('path', { class: 'axis-line', d });
}

const middle = { 'text-anchor': 'middle' };

function* deadlines(due: HeapEntry[], now: number, x: Scale, width: number) {
  const isNow = (at: number) => Math.abs(at - x(now)) < BESIDE;
  const startOf = (at: number) => (isNow(at) ? x(now) + BESIDE : at - 6);
  const labels = due.map((e) => ({ x: startOf(x(e.deadline)), text: e.name }));
  const rows = due.length > 40 ? due.map(() => -1) : rowsOf(labels, ROWS);
  for (const [i, { deadline, name, cancelled }] of due.entries()) {
    const css = cancelled ? 'to hollow' : 'to';
    const at = x(deadline);
    const place = { x: at - 6, y: LINE - 14, width: 12, height: 12 };
    yield svg('use', { href: '#m-to', class: css, ...place });
    const row = rows[i] ?? -1;
    if (row < 0) continue;
    const ends = startOf(at) + name.length * 6.7 > width;
    const end = isNow(at) ? x(now) - BESIDE : width;
    const look = cancelled ? 'mono sm dim struck' : 'mono sm fill-to';
    const where = { x: ends ? end : startOf(at), y: LINE - 18 - row * 12 };
    const anchor = ends ? 'end' : undefined;
    yield svg('text', { class: look, ...where, 'text-anchor': anchor }, name);
  }
}

/** A dimension line from now to where the sleep may last. */
function* allowed(
  { now, timeout, phase }: State,
  x: Scale,
  width: number,
  extra: Extra,
) {
  const asked = extra.asked === 'poll-timeout';
  const isNow = phase === 'how' || phase === 'sleep'; // later it is of the past
  if (!asked && (timeout === null || !isNow)) return;
  const ms = timeout ?? 0;
  const [a, far] = [x(now), x(now + ms)];
  const open = asked || ms === FOREVER || ms >= AN_HOUR || far > width;
  const b = open ? Math.max(a + 60, width - LEFT) : Math.max(far, a);
  const text = asked ? '?' : sleepText(ms);
  const half = text.length * 3.7 + 6;
  const inside = b - a > half * 2 + 14;
  yield svg('path', {
    class: open ? 'dimension open' : 'dimension',
    d: dimension(a, b, !open, inside && !open),
  });
  const middle = inside ? (a + b) / 2 : b + half;
  const gap = { x: middle - half, y: UNDER - 8, width: half * 2, height: 16 };
  if (inside) yield svg('rect', { class: 'gap', ...gap });
  const at = { x: middle, y: UNDER + 4, 'text-anchor': 'middle' };
  yield svg('text', { class: 'mono', ...at }, text);
}

function dimension(a: number, b: number, ends: boolean, heads: boolean): string {
  const line = `M${a} ${UNDER - 14}v20M${a} ${UNDER}H${b}`;
  const end = ends && b > a ? `M${b} ${UNDER - 6}v12` : '';
  const [left, right] = [
    `M${a + 5} ${UNDER - 3.5}l-5 3.5 5 3.5`,
    `M${b - 5} ${UNDER - 3.5}l5 3.5-5 3.5`,
  ];
  return line + end + (heads ? left + right : '');
}

function* hand(x: number, now: number) {
  yield svg('path', { class: 'hand', d: `M${x} 6V${LINE + 7}` });
  yield svg('circle', { class: 'now', cx: x, cy: LINE, r: 5 });
  const before = x > 70;
  const at = {
    x: before ? x - 6 : x + 6,
    y: 14,
    'text-anchor': before ? 'end' : 'start',
  };
  yield svg('text', { class: 'mono sm', ...at }, `now ${round(now)}`);
}
