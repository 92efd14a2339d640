/**
 * On a page of source: `#L156-L162` is the address of several lines. Shift and a click
 * on a number (or Enter) stretch the address from the line that it names to this one.
 */

import { say } from '../../ui/browser/say.ts';

interface Lines {
  from: number;
  to: number;
}

const RANGE = /^#L(\d+)(?:-L?(\d+))?$/;

function linesOf(hash: string): Lines | undefined {
  const [, first, last = first] = RANGE.exec(hash) ?? [];
  if (!first) return undefined;
  const [from = 0, to = 0] = [Number(first), Number(last)].sort((a, b) => a - b);
  return { from, to };
}

/** One line is the browser's own business: it is the target. */
function show(): void {
  for (const line of document.querySelectorAll('.ln.in')) line.classList.remove('in');
  const lines = linesOf(location.hash);
  const several = lines !== undefined && lines.to > lines.from;
  document.documentElement.toggleAttribute('data-lines', several);
  if (!several) return;
  for (let n = lines.from; n <= lines.to; n++)
    document.getElementById(`L${n}`)?.classList.add('in');
}

function bringIn(): void {
  show();
  document.querySelector('.ln.in')?.scrollIntoView();
}

function stretch(event: MouseEvent): void {
  const number = (event.target as Element).closest<HTMLAnchorElement>('a.no');
  const here = linesOf(location.hash);
  if (!event.shiftKey || !number || !here) return;
  event.preventDefault();
  getSelection()?.removeAllRanges(); // Shift has also stretched what was selected
  const to = Number(number.textContent);
  const [from = to, last = to] = [here.from, to].sort((a, b) => a - b);
  history.replaceState(history.state, '', `#L${from}-L${last}`);
  show();
  say(
    `地址栏里是第 ${from}–${last} 行的链接`,
    `The address is that of lines ${from}–${last}`,
  );
}

bringIn();
addEventListener('hashchange', bringIn);
document.addEventListener('click', stretch);
