/** On a page of source: the ▸ beside a line opens the replays that pass through it. */

import { el } from '../../ui/browser/dom.ts';
import { pick } from '../../ui/browser/say.ts';
import { load, pageUrl } from '../../ui/browser/site.ts';
import type { Passes } from '../passes.ts';

const file = document.querySelector<HTMLElement>('[data-file]')?.dataset.file ?? '';
const marks = [...document.querySelectorAll<HTMLElement>('.rp')];

const passes = () => load<Passes>(`replays/passes/${file}.json`);

/** Only with script is a mark something to press. */
function makeButtons(): void {
  for (const mark of marks) {
    const n = mark.textContent;
    mark.role = 'button';
    mark.tabIndex = -1;
    mark.ariaExpanded = 'false';
    mark.ariaLabel = pick(`${n} 段回放经过这一行`, `replays through this line: ${n}`);
  }
}

const lineOf = (mark: Element): HTMLElement => mark.closest('.ln') as HTMLElement;

/** Below the line, and below the list of tests if that is open. */
function panelOf(line: HTMLElement): Element | undefined {
  const next = line.nextElementSibling;
  const panel = next?.matches('.ran') ? next.nextElementSibling : next;
  return panel?.matches('.via') ? panel : undefined;
}

function item({ slug, zh, en }: Passes['replays'][number], step: number) {
  const href = pageUrl(`replays/${slug}/#step=${step}`);
  const link = el('a', { href }, `▸ ${pick(zh, en)}`);
  return el('li', {}, link, pick(`，第 ${step} 步`, `, step ${step}`));
}

async function open(mark: HTMLElement): Promise<void> {
  const line = lineOf(mark);
  const panel = el('div', { class: 'via' });
  mark.ariaExpanded = 'true';
  const next = line.nextElementSibling;
  (next?.matches('.ran') ? next : line).after(panel);
  try {
    const { replays, lines } = await passes();
    const there = lines[line.id.slice(1)] ?? [];
    const items = there.map(([place, step]) => {
      const replay = replays[place];
      return replay && item(replay, step);
    });
    panel.append(el('ul', {}, ...items));
  } catch {
    const [zh, en] = [
      '没能取到，再点一次试试。',
      'It could not be fetched; try again.',
    ];
    panel.textContent = pick(zh, en);
  }
}

function close(mark: HTMLElement): void {
  const panel = panelOf(lineOf(mark));
  const within = panel?.contains(document.activeElement);
  mark.ariaExpanded = 'false';
  panel?.remove();
  if (within) mark.focus();
}

function toggle(mark: HTMLElement): void {
  if (mark.ariaExpanded === 'true') close(mark);
  else void open(mark);
}

/** From the number: left to the mark, left again to the ring; Enter opens, Escape closes. */
function onKey(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  const line = at.closest?.<HTMLElement>('.ln');
  const mark = line?.querySelector<HTMLElement>('.rp');
  const { key } = event;
  if (key === 'Escape') marks.filter((each) => each.ariaExpanded === 'true').map(close);
  if (!mark) return;
  if (key === 'ArrowLeft' && at.matches('.no')) mark.focus();
  else if (at !== mark) return;
  else if (key === 'ArrowLeft') line?.querySelector<HTMLElement>('.ev')?.focus();
  else if (key === 'ArrowRight') line?.querySelector<HTMLElement>('.no')?.focus();
  else if (key === 'Enter' || key === ' ') toggle(mark);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

makeButtons();
document.addEventListener('keydown', onKey, true);
document.addEventListener('click', ({ target }) => {
  const mark = (target as Element).closest<HTMLElement>('.rp');
  if (mark) toggle(mark);
});
