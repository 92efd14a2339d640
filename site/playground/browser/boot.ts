/**
 * The playground, before somebody works in it: a sample stands there, or what was written
 * the last time, or the program that came with the link. What came with a link waits to be
 * read first; the others run as soon as the page has nothing else to do.
 */

import { el } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { say } from '../../ui/browser/say.ts';
import { recall } from '../../ui/browser/store.ts';
import { onLang, pageLang } from '../../ui/browser/words.ts';
import { fromFragment } from '../link.ts';

const editor = document.querySelector<HTMLElement>('[data-editor]');
const select = document.querySelector<HTMLSelectElement>('[data-samples]');
const about = document.querySelector<HTMLElement>('[data-about]');
const start = document.querySelector('[data-still]')?.textContent?.trimEnd() ?? '';
const own = recall('playground') ?? '';

const desk = (text = own || `${start}\n`) =>
  import('./desk.ts').then(({ openDesk }) => openDesk(text));

function reachFor(): void {
  for (const event of ['pointerenter', 'touchstart', 'focusin'] as const) {
    editor?.addEventListener(
      event,
      ({ type }) => void desk().then((it) => type !== 'pointerenter' && it.focus()),
      { once: true, passive: true },
    );
  }
  for (const button of document.querySelectorAll<HTMLElement>('.bench [data-do]'))
    button.addEventListener(
      'click',
      () => void desk().then((it) => it.do(button.dataset.do)),
    );
  select?.addEventListener('change', () => {
    const { value } = select;
    void desk().then((it) => it.take(value));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (event.defaultPrevented) return; // the editor has seen it
    event.preventDefault();
    void desk().then((it) => it.run());
  });
}

/** A link that is broken says so, and leaves the editor alone. */
async function takeLink(): Promise<void> {
  try {
    const text = await fromFragment(location.hash);
    if (text === null) return;
    const it = await desk(text);
    it.put(text);
    noSample();
    if (own !== '' && own !== text) offerOwn();
    else
      tellAbout(
        '这是链接里的程序。看过再运行。',
        'This program came with the link. Read it, then run it.',
      );
  } catch {
    const [zh, en] = [
      '这个链接坏了：里面的程序读不出来，编辑器里的没有动。',
      'This link is broken: its program cannot be read. What is in the editor was left alone.',
    ];
    tellAbout(zh, en);
    say(zh, en);
  }
}

function offerOwn(): void {
  tellAbout('这是链接里的程序。', 'This program came with the link. ');
  const words = ui('换回我的程序', 'Back to mine');
  const button = el('button', { type: 'button', class: 'copy' }, ...words);
  button.addEventListener('click', () => void desk().then((it) => it.put(own)));
  about?.append(button);
}

function tellAbout(zh: string, en: string): void {
  about?.replaceChildren(...ui(zh, en));
}

/** What stands in the editor is none of the samples. */
function noSample(): void {
  if (select) select.value = '';
}

function nameSamples(): void {
  for (const option of select?.options ?? [])
    option.text = option.dataset[pageLang()] ?? option.text;
}

select?.removeAttribute('disabled');
/** With the page, unless somebody else has written the program. */
function runByItself(): void {
  if (location.hash.startsWith('#p=')) return;
  const soon =
    window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200));
  soon(() => void desk().then((it) => it.run()));
}

onLang(nameSamples);
reachFor();
addEventListener('hashchange', takeLink);
if (own !== '') {
  noSample();
  about?.replaceChildren();
}
void takeLink();
runByItself();
