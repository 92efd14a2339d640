/** The pieces that a film is drawn of. */

import { svg } from '../../ui/browser/dom.ts';
import { CONCEPTS, STAVES } from '../../ui/concepts.ts';
import type { FilmPlan } from './film-plan.ts';

const WINDOW = 2400; // px: the staves run on where the film is short

export function filmParts(plan: FilmPlan) {
  const { path, score, marks, staves } = plan;
  const height = 4 * staves.lane + 20 + staves.lane / 2;
  return {
    shade: svg('rect', { class: 'shade', y: 14, height }),
    staves: stavesOf(plan),
    numbers: score.turns.map((x, i) =>
      svg('text', { class: 'mono turn-no', x: x + 7, y: 12 }, i + 1),
    ),
    under: [
      svg('path', { class: 'bar', d: barsOf(plan) }),
      ...times(plan),
      ...rests(plan),
    ],
    ghost: svg('path', { class: 'ghost', d: path }),
    thread: svg('path', { class: 'thread', d: path }),
    marks: marks.map((each): [number, SVGElement] => [each.step, markOf(each)]),
    dot: svg('circle', { class: 'dot', r: 6 }),
  };
}

const bottomOf = ({ staves: { first, lane } }: FilmPlan): number => first + 4 * lane;

function stavesOf({ staves: { first, lane }, width }: FilmPlan): SVGElement {
  const far = Math.max(width, WINDOW);
  const rows = STAVES.map((_, i) => `M0 ${first + i * lane}H${far}`).join('');
  return svg('path', { class: 'staff', d: rows });
}

const barsOf = (plan: FilmPlan): string =>
  plan.score.bars.map((x) => `M${x} 14V${bottomOf(plan) + 12}`).join('');

/** Under each sleep the time at which it ended, where there is room for it. */
function times(plan: FilmPlan): SVGTextElement[] {
  let free = -Infinity;
  return plan.score.rests.flatMap(({ along, length, poll }) => {
    const [x, text] = [along + length, String(Math.round(poll.end))];
    if (poll.end === poll.start || x - 24 < free) return [];
    free = x + text.length * 4;
    const at = { x, y: bottomOf(plan) + 24, 'text-anchor': 'middle' };
    return [svg('text', { class: 'mono sm dim', ...at }, text)];
  });
}

function* rests({ score, marks }: FilmPlan) {
  for (const { along, across, length, poll } of score.rests) {
    const ms = Math.round(poll.end - poll.start);
    if (ms === 0) continue;
    yield svg('rect', { class: 'rest', x: along, y: across, width: length, height: 9 });
    if (length < String(ms).length * 7 + 8) continue;
    yield svg('text', { class: 'mono sm fill-sl', x: along + 6, y: across - 5 }, ms);
  }
  for (const { x, y, ms } of marks.filter((each) => each.ms >= 1)) {
    yield svg('rect', { class: 'work', x: x - 4, y, width: 22, height: 9 });
    const text = { class: 'mono sm fill-cb', x: x - 3, y: y + 19 };
    yield svg('text', text, Math.round(ms));
  }
}

function markOf({ x, y, stave }: FilmPlan['marks'][number]): SVGElement {
  const { css } = CONCEPTS[stave];
  const place = { x: x - 6, y: y - 6, width: 12, height: 12 };
  return svg('use', { href: `#m-${css}`, class: css, ...place });
}
