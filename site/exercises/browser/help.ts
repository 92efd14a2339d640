/** Hints one by one, each after the one before; and the solution, seen or deserved. */

import { ui } from '../../ui/browser/label.ts';
import { showProgress } from './progress.ts';
import { keepWork, workOn } from './work.ts';

export function offerHelp(slug: string): void {
  const hints = [...document.querySelectorAll<HTMLDetailsElement>('[data-hint]')];
  for (const [i, hint] of hints.entries()) {
    hint.addEventListener('toggle', () => {
      if (!hint.open) return;
      const { hints: before } = workOn(slug);
      if (i + 1 > before) keepWork(slug, { hints: i + 1 });
      lock(hints, workOn(slug).hints);
      showProgress();
    });
  }
  lock(hints, workOn(slug).hints);
  const solution = document.querySelector<HTMLDetailsElement>('.solution');
  solution?.addEventListener('toggle', () => {
    if (solution.open && !workOn(slug).solved) keepWork(slug, { seenSolution: true });
    showSeen(slug);
    showProgress();
  });
  showSeen(slug);
}

/** Those after the next one cannot be opened yet. */
function lock(hints: HTMLDetailsElement[], opened: number): void {
  for (const [i, hint] of hints.entries()) {
    const shut = i > opened;
    hint.classList.toggle('shut', shut);
    hint.querySelector('summary')?.toggleAttribute('inert', shut);
  }
}

export function showSeen(slug: string): void {
  const { solved, seenSolution } = workOn(slug);
  const place = document.querySelector('[data-seen]');
  if (seenSolution) place?.replaceChildren(...ui('看过', 'seen'));
  else if (solved)
    place?.replaceChildren(...ui('解出来了，对照着看', 'solved: compare'));
}

/** After solving: there it is, with its explanation. */
export function openSolution(): void {
  const solution = document.querySelector<HTMLDetailsElement>('.solution');
  if (solution) solution.open = true;
}
