/** Shows what is solved: in the rings, in the list. */

import { el, mark } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import type { Work } from '../submission.ts';
import { allWork } from './work.ts';

export function showProgress(): void {
  const works = allWork();
  const rings = [...document.querySelectorAll<HTMLElement>('[data-ring]')];
  for (const ring of rings) {
    const work = works[ring.dataset.ring ?? ''];
    ring.classList.toggle('solved', work?.solved === true);
    ring.classList.toggle('begun', work !== undefined && !work.solved);
    ring.querySelector('.vh.done')?.remove();
    if (work?.solved) ring.querySelector('a')?.append(solvedForEars());
  }
  const solved = rings.filter((ring) => ring.classList.contains('solved')).length;
  const all = rings.length;
  document
    .querySelector('[data-count]')
    ?.replaceChildren(
      ...ui(`已解 ${solved}，共 ${all} 题`, `${solved} of ${all} solved`),
    );
  for (const item of document.querySelectorAll<HTMLElement>('[data-listed]')) {
    const work = works[item.dataset.listed ?? ''];
    item.querySelector('[data-state]')?.replaceChildren(...(work ? stateOf(work) : []));
  }
}

const solvedForEars = () =>
  el('span', { class: 'vh done' }, ...ui('（已解）', ' (solved)'));

function stateOf({ solved, seenSolution, hints }: Work): Node[] {
  const said = solved ? ui('已解', 'solved') : ui('做了一半', 'begun');
  const help = seenSolution
    ? ui('，看过答案', ', solution seen')
    : hints > 0
      ? ui(`，看了 ${hints} 条提示`, `, ${hints} ${hints > 1 ? 'hints' : 'hint'}`)
      : [];
  return [...(solved ? [mark('ok')] : []), ...said, ...help];
}

/** Also when another tab has written. */
export function followProgress(): void {
  showProgress();
  addEventListener('storage', showProgress);
  addEventListener('pageshow', ({ persisted }) => persisted && showProgress());
}
