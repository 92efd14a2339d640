/**
 * The code pane: the program, its line lit; or the real lines of the loop, one by one.
 * The thread runs in the gutter, its dot is this line.
 */

import { el } from '../../ui/browser/dom.ts';
import { base } from '../../ui/browser/site.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { Place } from './film.ts';
import { lineWords } from './line-grain.ts';
import { Lines, lineBefore } from './lines.ts';
import type { Listing } from './load.ts';
import { type LoopEvent, programOf } from './loop-event.ts';
import type { Run } from './run.ts';
import type { Extra } from './state.ts';

const PANE = { class: 'code src', role: 'group', tabindex: 0, translate: 'no' };

export class Source {
  readonly root: HTMLElement;
  readonly #run: Run;
  readonly #events: readonly LoopEvent[];
  readonly #program: number;
  readonly #listings: Listing[];
  readonly #name = el('a', { class: 'mono' });
  readonly #stack = el('span', { class: 'mono stack', translate: 'no' });
  readonly #pane = el('div', PANE);
  readonly #value = el('samp', { class: 'val' });
  readonly #files: Lines[];
  #frame = 0;
  #shown: { file: number; ran: Set<number>; line: number } | undefined;

  constructor(run: Run, events: readonly LoopEvent[], listings: Listing[]) {
    [this.#run, this.#events] = [run, events];
    this.#program = Math.max(0, programOf(run));
    this.#listings = listings;
    this.#files = listings.map((listing) => new Lines(listing));
    this.#pane.append(...this.#files.map(({ root }) => root));
    const head = el('p', { class: 'pane-h' }, this.#name, this.#stack);
    this.root = el('div', { class: 'pane' }, head, this.#pane);
  }

  show(place: Place, lang: Lang, asked: Extra['asked']): void {
    const { step, lines: byLine } = place;
    const event = this.#events[place.event];
    const own = { file: this.#program, line: event?.line ?? 0 };
    const { file, line } = byLine ? this.#run.step(step) : own;
    const ran = this.#run.ranBefore(step, file);
    this.#clear(file, ran);
    const lines = this.#files[file];
    for (const n of ran) lines?.at(n)?.classList.add('did');
    const row = line > 0 ? lines?.at(line) : undefined;
    row?.classList.add('cur');
    row?.setAttribute('aria-current', 'step');
    if (byLine && row) this.#values(row, step, asked);
    this.#shown = { file, ran, line };
    this.#head(file, line, byLine ? this.#run.stack(step) : [], lang);
    cancelAnimationFrame(this.#frame);
    if (row) this.#bringInSoon(row);
    else this.#pane.scrollTop = 0;
  }

  #values(row: HTMLElement, step: number, asked: Extra['asked']): void {
    const code = row.lastChild?.textContent ?? '';
    const text = lineWords()?.valuesOn(code, this.#run.state(step), asked) ?? '';
    this.#value.textContent = text;
    if (text) row.append(this.#value);
  }

  /** Again if it moves: lines that come into sight may turn out to be longer than one. */
  #bringInSoon(row: HTMLElement, times = 3): void {
    this.#frame = requestAnimationFrame(() => {
      const moved = this.#bringIn(row);
      if (moved && times > 1) this.#bringInSoon(row, times - 1);
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

  #head(file: number, line: number, stack: string[], lang: Lang): void {
    const listing = this.#listings[file];
    const path = this.#run.recording.files[file] ?? '';
    this.#name.textContent = path.replace(/^content\/replays\//, '');
    if (listing?.page) this.#name.href = `${base}${lang}/source/${path}/#L${line}`;
    else this.#name.removeAttribute('href');
    const calls = stack.map((name) => name.replace(/^.*\.(?=#?\w+$)/, ''));
    this.#stack.textContent = calls.slice(-3).join(' → ');
    this.#pane.ariaLabel = `${path}:${line}`;
  }

  /** The pane moves only when the line would leave its middle. */
  #bringIn(row: HTMLElement): boolean {
    const pane = this.#pane;
    const { clientHeight, scrollTop } = pane;
    const edge = pane.getBoundingClientRect().top - scrollTop;
    const topOf = (line: Element) => line.getBoundingClientRect().top - edge;
    const top = topOf(row);
    const { height } = row.getBoundingClientRect();
    const margin = Math.min(44, (clientHeight - height) / 3);
    const end = top + height + margin;
    if (top >= scrollTop + margin && end <= scrollTop + clientHeight) return false;
    if (clientHeight >= pane.scrollHeight) return false;
    // A line is never cut at the upper edge.
    let first: Element = row;
    while (top - topOf(first) < (clientHeight - height) * 0.42) {
      const above = lineBefore(first);
      if (!above) break;
      first = above;
    }
    // Not smoothly: who steps fast would be ahead of the pane, and lose the line.
    const before = scrollTop;
    pane.scrollTop = topOf(first);
    return pane.scrollTop !== before;
  }
}
