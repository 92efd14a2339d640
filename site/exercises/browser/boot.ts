/**
 * The page of an exercise, before anything is run. The editor and all that runs are
 * fetched when somebody reaches for them; who has been here before finds their own text.
 */

import { offerHelp } from './help.ts';
import { followProgress } from './progress.ts';
import { offerTransfer } from './transfer.ts';
import { keptBefore, textOf, workOn } from './work.ts';

type Desk = Awaited<ReturnType<typeof import('./desk.ts')['openDesk']>>;

const slug =
  document.querySelector<HTMLElement>('[data-exercise]')?.dataset.exercise ?? '';
const editor = document.querySelector<HTMLElement>('[data-editor]');
const bench = document.querySelector<HTMLElement>('.bench');

let opened: Desk | undefined;
const desk = () =>
  import('./desk.ts')
    .then(({ openDesk }) => openDesk(slug))
    .then((it) => {
      opened = it;
      return it;
    });

/** Reaching for it is enough: it is there when the hand arrives. */
function reachFor(): void {
  for (const event of ['pointerenter', 'touchstart', 'focusin'] as const) {
    editor?.addEventListener(
      event,
      ({ type }) => void desk().then((it) => type !== 'pointerenter' && it.focus()),
      { once: true, passive: true },
    );
  }
  for (const button of bench?.querySelectorAll<HTMLElement>('[data-do]') ?? [])
    button.addEventListener('click', () => void desk().then((it) => it.do(button)));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (event.defaultPrevented) return; // the editor has seen it
    event.preventDefault();
    void desk().then((it) => it.run());
  });
}

followProgress();
offerHelp(slug);
offerTransfer({
  before: () => opened?.keep(),
  changed: () => void desk().then((it) => it.reload()),
});
reachFor();
bench?.classList.add('ready');
if (textOf(workOn(slug)) !== '' || keptBefore(slug) !== undefined) void desk();
