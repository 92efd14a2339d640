/**
 * Buttons that copy: the address of a note, a command, a piece of code. Added here, so
 * none is ever dead.
 */

import { allOf } from './copy-code.ts';
import { el } from './dom.ts';
import { ui } from './label.ts';
import { say } from './say.ts';

const CODE = '.excerpt > .src, pre.src:not(.listing, [data-still])';

/** What lies in a closed `details` gets its buttons when it is opened. */
export function copyButtons(root: ParentNode = document): void {
  for (const source of root.querySelectorAll<HTMLElement>(
    `.self, [data-copy], ${CODE}`,
  )) {
    const shut = source.closest('details:not([open])');
    if (!shut && !source.dataset.button) addButton(source);
  }
}

function addButton(source: HTMLElement): void {
  source.dataset.button = 'added';
  const isCode = source.matches(CODE);
  const made = isCode ? buttonForCode(source) : buttonFor(source);
  const place = isCode && source.parentElement?.querySelector('.excerpt > figcaption');
  if (source.matches('.ref *')) source.parentElement?.append(made);
  else if (place) place.append(made);
  else source.after(made);
}

function buttonFor(source: HTMLElement): HTMLButtonElement {
  const which = el('span', { class: 'vh' }, ` ${source.textContent}`);
  const made = button(...ui('复制', 'Copy'), which);
  made.addEventListener('click', () => {
    const text = textOf(source);
    void copy(made, text, [`已复制：${text}`, `Copied: ${text}`]);
  });
  return made;
}

/** `source` is looked at when it is copied: it may have been edited by then. */
export function buttonForCode(source: HTMLElement): HTMLButtonElement {
  const made = button(...ui('复制代码', 'Copy code'));
  made.addEventListener('click', () => {
    const text = allOf(source);
    const n = text.split('\n').length;
    const said = `Copied ${n} ${n === 1 ? 'line' : 'lines'} of code`;
    void copy(made, text, [`已复制 ${n} 行代码`, said]);
  });
  return made;
}

const button = (...words: Node[]): HTMLButtonElement =>
  el('button', { type: 'button', class: 'copy' }, ...words);

const textOf = (source: HTMLElement): string =>
  source instanceof HTMLAnchorElement ? source.href : (source.textContent ?? '');

async function copy(
  from: HTMLElement,
  text: string,
  [zh, en]: [zh: string, en: string],
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    from.classList.add('done');
    setTimeout(() => from.classList.remove('done'), 1600);
    say(zh, en);
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
