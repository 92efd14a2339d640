/**
 * Which chapters have been read, kept in this browser and nowhere else. One counts as
 * read when its end has been in view; the table of contents ticks it, and can forget.
 */

import { el } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { pick, say } from '../../ui/browser/say.ts';
import { recall, remember } from '../../ui/browser/store.ts';

const read = new Set((recall('read') ?? '').split(' ').filter(Boolean));

function keep(): void {
  remember('read', read.size > 0 ? [...read].join(' ') : null);
}

function whenRead(article: HTMLElement): void {
  const end = article.querySelector('.evidence');
  const { chapter } = article.dataset;
  if (!end || !chapter) return;
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    read.add(chapter);
    keep();
    seen.disconnect();
  });
  seen.observe(end);
}

const items = [...document.querySelectorAll<HTMLElement>('.toc [data-chapter]')];

function tick(item: HTMLElement): void {
  const place = item.querySelector('.many');
  item.querySelector('.read')?.remove();
  if (!place || !read.has(item.dataset.chapter ?? '')) return;
  place.prepend(el('span', { class: 'read' }, ...ui('读过 ✓', 'read ✓')));
}

function show(): void {
  for (const item of items) tick(item);
  const progress = document.querySelector<HTMLElement>('.progress');
  if (!progress) return;
  const done = items.filter(({ dataset }) => read.has(dataset.chapter ?? '')).length;
  progress.hidden = done === 0;
  const said = progress.querySelector('.said');
  if (said) said.textContent = pick(`读过 ${done} 章`, `${done} read`);
}

for (const article of document.querySelectorAll<HTMLElement>('article[data-chapter]'))
  whenRead(article);
show();
document.querySelector('.progress button')?.addEventListener('click', () => {
  read.clear();
  keep();
  show();
  say('已清除。', 'Cleared.');
});
