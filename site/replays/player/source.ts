/** The source pane: real lines. The thread runs in the gutter, its dot is this line. */

import { el } from '../../ui/browser/dom.ts';
import { base } from '../../ui/browser/site.ts';
import type { Lang } from '../../ui/browser/words.ts';
import { Lines, lineBefore } from './lines.ts';
import type { Listing } from './load.ts';
import type { Run } from './run.ts';
import type { Extra } from './state.ts';
import { valuesOn } from './values.ts';

const PANE = { class: 'code src', role: 'group', tabindex: 0, translate: 'no' };

export class Source {
  readonly root: HTMLElement;
  readonly #run: Run;
  readonly #listings: Listing[];
  readonly #name = el('a', { class: 'mono' });
  readonly #stack = el('span', { class: 'mono stack', translate: 'no' });
  readonly #pane = el('div', PANE);
  readonly #value = el('samp', { class: 'val' });
  readonly #files: Lines[];
  #frame = 0;
  #shown: { file: number; ran: Set<number>; line: number } | undefined;

  constructor(run: Run, listings: Listing[]) {
    this.#run = run;
    this.#listings = listings;
    this.#files = listings.map((listing) => new Lines(listing));
    this.#pane.append(...this.#files.map(({ root }) => root));
    const head = el('p', { class: 'pane-h' }, this.#name, this.#stack);
    this.root = el('div', { class: 'pane' }, head, this.#pane);
  }

  show(step: number, lang: Lang, smoothly: boolean, asked: Extra['asked']): void {
    const { file, line } = this.#run.step(step);
    const ran = this.#run.ranBefore(step);
    this.#clear(file, ran);
    const lines = this.#files[file];
    for (const n of ran) lines?.at(n)?.classList.add('did');
    const row = lines?.at(line);
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
    if (row) this.#bringInSoon(row, smoothly);
  }

  /** Twice if it moves: lines that come into sight may turn out to be longer than one. */
  #bringInSoon(row: HTMLElement, smoothly: boolean, again = true): void {
    this.#frame = requestAnimationFrame(() => {
      const moved = this.#bringIn(row, smoothly);
      if (moved && again) this.#bringInSoon(row, smoothly, false);
    });
  }

  /** A line that stays dark is not touched: it would be drawn anew. */
  #clear(file: number, ran: Set<number>): void {
    this.#value.remove();
    const shown = this.#shown;
    if (shown) {
      const old = this.#files[shown.file];
      for (const n of shown.ran) {
        const stays = shown.file === file && ran.has(n);
        if (!stays) old?.at(n)?.classList.remove('did');
      }
      const row = old?.at(shown.line);
      row?.classList.remove('cur');
      row?.removeAttribute('aria-current');
    }
    if (shown?.file === file) return;
    for (const [i, lines] of this.#files.entries()) lines.show(i === file);
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
  #bringIn(row: HTMLElement, smoothly: boolean): boolean {
    const pane = this.#pane;
    const { clientHeight, scrollTop } = pane;
    const edge = pane.getBoundingClientRect().top - scrollTop;
    const topOf = (line: Element) => line.getBoundingClientRect().top - edge;
    const top = topOf(row);
    const inside = top > scrollTop + 44 && top + 66 < scrollTop + clientHeight;
    if (inside) return false;
    // A line is never cut at the upper edge.
    let first: Element = row;
    while (top - topOf(first) < clientHeight * 0.42) {
      const above = lineBefore(first);
      if (!above) break;
      first = above;
    }
    const near = Math.abs(top - scrollTop) < clientHeight * 2;
    const behavior = smoothly && near ? 'smooth' : 'instant';
    pane.scrollTo({ top: topOf(first), behavior });
    return true;
  }
}
