/** Buttons that copy: the address of a note, a command. Added here, so none is ever dead. */

import { el } from './dom.ts';
import { ui } from './label.ts';
import { say } from './say.ts';

/** What lies in a closed `details` gets its buttons when it is opened. */
export function copyButtons(root: ParentNode = document): void {
  for (const source of root.querySelectorAll<HTMLElement>('.self, [data-copy]')) {
    const shut = source.closest('details:not([open])');
    if (!shut && !source.dataset.button) addButton(source);
  }
}

function addButton(source: HTMLElement): void {
  source.dataset.button = 'added';
  const which = el('span', { class: 'vh' }, ` ${source.textContent}`);
  const made = el(
    'button',
    { type: 'button', class: 'copy' },
    ...ui('复制', 'Copy'),
    which,
  );
  made.addEventListener('click', () => void copy(made, textOf(source)));
  if (source.matches('.ref *')) source.parentElement?.append(made);
  else source.after(made);
}

const textOf = (source: HTMLElement): string =>
  source instanceof HTMLAnchorElement ? source.href : (source.textContent ?? '');

async function copy(from: HTMLElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    from.classList.add('done');
    setTimeout(() => from.classList.remove('done'), 1600);
    say(`已复制：${text}`, `Copied: ${text}`);
  } catch {
    say(
      `浏览器不让复制，请自己选中：${text}`,
      `Not allowed; please select it: ${text}`,
    );
  }
}

export function followDetails(): void {
  const opened = ({ target }: Event) =>
    target instanceof HTMLElement && copyButtons(target);
  document.addEventListener('toggle', opened, { capture: true });
}
