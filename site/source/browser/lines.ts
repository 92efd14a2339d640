/** On a page of source: the numbers are one stop for the Tab key, and the tree follows. */

import { buttonForCode } from '../../ui/browser/copy.ts';

const numbers = [...document.querySelectorAll<HTMLAnchorElement>('a.no')];

/** Hundreds of links would be hundreds of stops: the arrow keys walk through them. */
function makeOneStop(): void {
  for (const no of numbers) no.tabIndex = -1;
  const first = numbers.find((no) => no.hash === location.hash) ?? numbers[0];
  if (first) first.tabIndex = 0;
}

const STEPS: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 20,
  PageUp: -20,
};

function walk(event: KeyboardEvent): void {
  const line = (event.target as Element).closest?.('.ln');
  const at = numbers.findIndex((no) => no.parentElement === line);
  const step = STEPS[event.key];
  if (at < 0 || !step) return;
  const next = numbers[Math.max(0, Math.min(numbers.length - 1, at + step))];
  event.preventDefault();
  if (!next) return;
  (numbers[at] as HTMLAnchorElement).tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** The part being read is marked in the tree. */
function followParts(): void {
  const parts = [...document.querySelectorAll<HTMLElement>('.part')];
  const link = ({ id }: HTMLElement) =>
    document.querySelector(`.parts a[href="#${CSS.escape(id)}"]`);
  const mark = () => {
    const line = innerHeight * 0.4;
    const now = parts.findLast((part) => part.getBoundingClientRect().top < line);
    for (const part of parts) {
      if (part === now) link(part)?.setAttribute('aria-current', 'location');
      else link(part)?.removeAttribute('aria-current');
    }
  };
  const crossing = new IntersectionObserver(mark, { rootMargin: '0% 0% -60%' });
  for (const part of parts) crossing.observe(part);
}

/** A long tree opens at this file. */
function showHere(): void {
  const tree = document.querySelector<HTMLElement>('.order');
  const here = tree?.querySelector<HTMLElement>('.here');
  if (!tree || !here || here.offsetTop < tree.clientHeight * 0.75) return;
  tree.scrollTop = here.offsetTop - tree.clientHeight / 3;
}

/** A drawing that is wider than the page scrolls, by keyboard too. */
function letDrawingsScroll(): void {
  for (const draw of document.querySelectorAll<HTMLElement>('.draw')) {
    if (draw.scrollWidth > draw.clientWidth) draw.tabIndex = 0;
  }
}

/** All of the file, as it is: the notes stay here. */
function letItBeCopied(): void {
  const file = document.querySelector<HTMLElement>('article.file');
  if (file) file.querySelector('.facts')?.append(' ', buttonForCode(file));
}

makeOneStop();
letItBeCopied();
document.addEventListener('keydown', walk);
followParts();
showHere();
setTimeout(letDrawingsScroll, 500); // it measures: not while the page is being laid out
