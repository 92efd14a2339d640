/** The turns of a test: the stroke of your loop over that of the loop as it should be. */

import { type Score, type Shape, score, stopsPath } from '../../score/score.ts';
import { type Poll, type Turn, timeoutText } from '../../score/turns.ts';
import { el, mark, svg } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { pick } from '../../ui/browser/say.ts';
import { CONCEPTS, STAVES, type Stave } from '../../ui/concepts.ts';
import { plural } from '../../ui/plural.ts';
import { LONGEST_LOG, type Result } from '../exercise.ts';

const FIRST = 30;
const LANE = 20;
const HEIGHT = 142;
const NARROW = 6.7; // px for a letter of a name

export function drawTurns(
  root: HTMLElement,
  mine: Result,
  theirs: readonly Turn[],
): void {
  const { turns, passed, turnCount } = mine;
  root.replaceChildren();
  if (turns.length === 0 && theirs.length === 0) return;
  const yours = ui('你的循环', 'Your loop');
  const same = passed || theirs.length === 0;
  root.replaceChildren(
    el('h2', {}, ...ui('走过的每一轮', 'Turn by turn')),
    el('h3', {}, mark(passed ? 'ok' : 'no'), el('span', {}, ...yours)),
    turns.length > 0 ? strip(turns, pick('你的循环', 'Your loop')) : nothing(),
    ...(same ? [] : reference(theirs)),
    ...(turns.length > 0 ? [table(turns, passed)] : []),
    ...(turnCount > LONGEST_LOG ? [more(turnCount)] : []),
  );
}

function reference(turns: readonly Turn[]): HTMLElement[] {
  const name = pick('应该这样', 'As it should be');
  const title = el('span', {}, ...ui('应该这样', 'As it should be'));
  return [el('h3', {}, mark('ok'), title), strip(turns, name)];
}

const nothing = () =>
  el('p', { class: 'label' }, ...ui('没有留下记录。', 'It has left no record.'));

const more = (count: number) =>
  el(
    'p',
    { class: 'label' },
    ...ui(
      `一共走了 ${count} 轮，这里是前 ${LONGEST_LOG} 轮。`,
      `${plural(count, 'turn')} in all; here are the first ${LONGEST_LOG}.`,
    ),
  );

function strip(turns: readonly Turn[], name: string): HTMLElement {
  const drawing = score(turns, shapeFor(turns));
  const width = drawing.end.along + 28;
  const label = `${name}: ${turns.map(sentence).join('; ')}`;
  const box = svg(
    'svg',
    {
      class: 'score',
      width: width + 26,
      height: HEIGHT,
      role: 'img',
      'aria-label': label,
    },
    svg('g', { transform: 'translate(26 0)' }, ...parts(drawing, width)),
  );
  return el(
    'div',
    { class: 'clip', tabindex: 0, role: 'group', 'aria-label': name },
    box,
  );
}

/** Marks stand as far apart as their names are long; sleep is to scale. */
function shapeFor(turns: readonly Turn[]): Shape {
  const ran = turns.flatMap((t) => [...t.callbacks, ...t.timeouts, ...t.handlers]);
  const longest = Math.max(0, ...ran.map(({ name }) => name.length));
  const slept = turns.reduce(
    (ms, { poll }) => ms + (poll ? poll.end - poll.start : 0),
    0,
  );
  return {
    tall: false,
    origin: 6,
    first: FIRST,
    lane: LANE,
    bend: 15,
    back: 28,
    mark: Math.min(110, Math.max(30, longest * NARROW + 10)),
    idle: 7,
    perMs: Math.min(1, 160 / Math.max(1, slept)),
  };
}

function* parts(drawing: Score, width: number): Generator<SVGElement> {
  yield svg('g', {}, ...clefs());
  const rows = [0, 1, 2, 3, 4].map(
    (i) => `M0 ${FIRST + i * LANE}H${Math.max(width, 420)}`,
  );
  yield svg('path', { class: 'staff', d: rows.join('') });
  yield svg('path', {
    class: 'bar',
    d: drawing.bars.map((x) => `M${x} 10V124`).join(''),
  });
  for (const [i, x] of drawing.turns.entries())
    yield svg('text', { class: 'mono sm dim', x: Math.max(0, x + 6), y: 10 }, i + 1);
  for (const { along, across, length, poll } of drawing.rests) {
    if (poll.end === poll.start) continue;
    yield svg('rect', { class: 'rest', x: along, y: across, width: length, height: 8 });
  }
  yield svg('path', { class: 'thread', d: drawing.path });
  for (const { along, across, text } of drawing.values)
    yield* value(along, across, text);
  let before = '';
  for (const each of drawing.marks) {
    yield* markOf(each, each.name !== before);
    before = each.name;
  }
  for (const { along, across, length, poll } of drawing.rests)
    yield* causes(along + length, across, poll.ready);
  yield svg('path', { class: 'stop', d: stopsPath(drawing) });
}

function clefs(): SVGElement[] {
  return STAVES.map((stave, i) =>
    svg('use', {
      href: `#m-${CONCEPTS[stave].css}`,
      class: CONCEPTS[stave].css,
      x: -23,
      y: FIRST + i * LANE - 5,
      width: 10,
      height: 10,
    }),
  );
}

/** How long it may sleep, set into the stroke. */
function* value(x: number, y: number, text: string): Generator<SVGElement> {
  const width = text.length * 7 + 8;
  yield svg('rect', { class: 'gap', x: x + 6, y: y - 8, width, height: 16 });
  yield svg('text', { class: 'mono sm', x: x + 10, y: y + 4 }, text);
}

function* markOf(
  { along, across, stave, name }: Score['marks'][number],
  named: boolean,
): Generator<SVGElement> {
  const { css } = CONCEPTS[stave];
  const at = { x: along - 6, y: across - 6, width: 12, height: 12 };
  yield svg('use', { href: `#m-${css}`, class: css, ...at });
  if (!named) return;
  const y = stave === 'handler' ? across + 20 : across - 10;
  yield svg('text', { class: `mono sm fill-${css}`, x: along - 6, y }, name);
}

/** What was reported rises from below. */
function* causes(x: number, y: number, ready: Poll['ready']): Generator<SVGElement> {
  if (ready.length === 0) return;
  const fds = ready.map(([fd]) => fd).join(' ');
  yield svg('path', { class: 'cause line-fd', d: `M${x} 132V${y + 12}` });
  yield svg('path', { class: 'fill-fd', d: `M${x - 4} ${y + 13}l4-7 4 7z` });
  const at = { x: x - 5, y: 138, 'text-anchor': 'end' };
  yield svg('text', { class: 'mono sm fill-fd', ...at }, `fd ${fds}`);
}

/** `stopped`: it has come to its end, so the last turn has left before it polled. */
function table(turns: readonly Turn[], stopped: boolean): HTMLElement {
  const head = [
    el('th', { scope: 'col' }, ...ui('轮', 'turn')),
    ...(['callback', 'timeout', 'sleep', 'handler'] as const).map(column),
  ];
  const rows = turns.map((turn, i) => {
    const cells = [turn.callbacks, turn.timeouts].map((ran) => cell(names(ran)));
    const slept = el(
      'td',
      { class: turn.poll ? null : 'none' },
      ...pollText(turn, stopped),
    );
    return el(
      'tr',
      {},
      cell(String(i + 1)),
      ...cells,
      slept,
      cell(names(turn.handlers)),
    );
  });
  const made = el(
    'table',
    { class: 'log mono' },
    el('thead', {}, el('tr', {}, ...head)),
    el('tbody', {}, ...rows),
  );
  const name = pick('每一轮', 'The turns');
  return el(
    'div',
    { class: 'clip', tabindex: 0, role: 'group', 'aria-label': name },
    made,
  );
}

function column(stave: Stave): HTMLElement {
  const { css, name } = CONCEPTS[stave];
  return el('th', { scope: 'col' }, mark(css), ...ui(name.zh, name.en));
}

const cell = (text: string) => el('td', { class: text ? null : 'none' }, text || '–');

function names(ran: readonly { name: string }[]): string {
  const shown = ran.slice(0, 6).map(({ name }) => name);
  return ran.length > shown.length ? `${shown.join(' ')} …` : shown.join(' ');
}

function pollText({ poll }: Turn, stopped: boolean): (Node | string)[] {
  if (!poll && stopped) return [el('code', {}, 'stop()')];
  if (!poll) return ui('没有走到', 'not reached');
  return [`${timeoutText(poll.timeout)}: ${poll.start} → ${poll.end}`];
}

/** One turn in words, for those who hear the drawing. */
function sentence(turn: Turn, index: number): string {
  const ran = [...turn.callbacks, ...turn.timeouts].map(({ name }) => name);
  const poll = turn.poll ? `poll(${timeoutText(turn.poll.timeout)})` : '';
  const words = [...ran.slice(0, 8), poll, ...turn.handlers.map(({ name }) => name)];
  return `${index + 1} ${words.filter(Boolean).join(' ')}`;
}
