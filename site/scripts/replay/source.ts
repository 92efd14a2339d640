/** The source pane: real lines. The thread runs in the gutter, its dot is this line. */

import { el } from './dom.ts';
import type { Listing } from './load.ts';
import type { Run } from './run.ts';
import type { Extra } from './state.ts';
import { valuesOn } from './values.ts';
import type { Lang } from './words.ts';

const base = document.documentElement.dataset.base ?? '/';

export class Source {
  readonly root: HTMLElement;
  readonly #run: Run;
  readonly #listings: Listing[];
  readonly #name = el('a', { class: 'mono' });
  readonly #stack = el('span', { class: 'mono stack', translate: 'no' });
  readonly #pane = el('div', { class: 'code src', tabindex: 0, translate: 'no' });
  readonly #value = el('samp', { class: 'val' });
  readonly #sheets = new Map<number, HTMLElement>();
  #frame = 0;
  #shown: { file: number; ran: Set<number>; line: number } | undefined;

  constructor(run: Run, listings: Listing[]) {
    this.#run = run;
    this.#listings = listings;
    const head = el('p', { class: 'pane-h' }, this.#name, this.#stack);
    this.root = el('div', { class: 'pane' }, head, this.#pane);
  }

  show(step: number, lang: Lang, smoothly: boolean, asked: Extra['asked']): void {
    const { file, line } = this.#run.step(step);
    const sheet = this.#sheetOf(file);
    this.#clear(file, sheet);
    const ran = this.#run.ranBefore(step);
    for (const n of ran) lineAt(sheet, n)?.classList.add('did');
    const row = lineAt(sheet, line);
    row?.classList.add('cur');
    row?.setAttribute('aria-current', 'step');
    const text = valuesOn(
      row?.lastChild?.textContent ?? '',
      this.#run.state(step),
      asked,
    );
    this.#value.textContent = text;
    if (text) row?.append(this.#value);
    this.#shown = { file, ran, line };
    this.#head(step, lang);
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (row) this.#bringIn(row, smoothly);
    });
  }

  #clear(file: number, sheet: HTMLElement): void {
    this.#value.remove();
    if (this.#shown) {
      const old = this.#sheetOf(this.#shown.file);
      for (const n of this.#shown.ran) lineAt(old, n)?.classList.remove('did');
      const row = lineAt(old, this.#shown.line);
      row?.classList.remove('cur');
      row?.removeAttribute('aria-current');
    }
    if (this.#shown?.file !== file) this.#pane.replaceChildren(sheet);
  }

  /** The lines of a file are made when the run first comes to it. */
  #sheetOf(file: number): HTMLElement {
    const known = this.#sheets.get(file);
    if (known) return known;
    const { lines = [], changed = [] } = this.#listings[file] ?? {};
    const sheet = el('div', { class: 'lines' });
    sheet.innerHTML = lines
      .map((html, i) => {
        const css = changed.includes(i + 1) ? 'pl new' : 'pl';
        return `<div class="${css}"><span class="no">${i + 1}</span><code>${html || ' '}</code></div>`;
      })
      .join('');
    this.#sheets.set(file, sheet);
    return sheet;
  }

  #head(step: number, lang: Lang): void {
    const { file, line } = this.#run.step(step);
    const listing = this.#listings[file];
    const path = this.#run.file(step);
    this.#name.textContent = path.replace(/^content\/replays\//, '');
    if (listing?.page) this.#name.href = `${base}${lang}/source/${path}/#L${line}`;
    else this.#name.removeAttribute('href');
    const calls = this.#run
      .stack(step)
      .map((name) => name.replace(/^.*\.(?=#?\w+$)/, ''));
    this.#stack.textContent = calls.slice(-3).join(' → ');
    this.#pane.ariaLabel = `${path}:${line}`;
  }

  /** The pane moves only when the line would leave its middle. */
  #bringIn(row: HTMLElement, smoothly: boolean): void {
    const pane = this.#pane;
    const top = row.offsetTop;
    const { clientHeight, scrollTop } = pane;
    const inside = top > scrollTop + 44 && top + 66 < scrollTop + clientHeight;
    if (inside) return;
    const near = Math.abs(top - scrollTop) < clientHeight * 2;
    const behavior = smoothly && near ? 'smooth' : 'instant';
    const first = lineAbove(row, clientHeight * 0.42);
    pane.scrollTo({ top: first.offsetTop, behavior });
  }
}

const lineAt = (sheet: HTMLElement, n: number): HTMLElement | undefined =>
  sheet.children[n - 1] as HTMLElement | undefined;

/** A line is never cut at the upper edge. */
function lineAbove(row: HTMLElement, height: number): HTMLElement {
  let first = row;
  while (row.offsetTop - first.offsetTop < height) {
    const above = first.previousElementSibling;
    if (!above) break;
    first = above as HTMLElement;
  }
  return first;
}
