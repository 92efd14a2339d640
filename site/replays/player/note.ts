/** Under the code: what has just happened and why; the note on the line; what it printed. */

import { el, mark } from '../../ui/browser/dom.ts';
import { inline } from '../../ui/browser/label.ts';
import { base } from '../../ui/browser/site.ts';
import type { Lang, Pair } from '../../ui/browser/words.ts';
import type { Place } from './film.ts';
import { lineWords } from './line-grain.ts';
import type { ListedNote, Listing } from './load.ts';
import type { LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';

const LINES_KEPT = 2; // of what was printed
const PRINTED = { zh: '打印：', en: 'Printed: ' };

/** The note that stands beside this line, if the file has one for it. */
function noteAt(listing: Listing | undefined, line: number): ListedNote | undefined {
  return listing?.notes[listing.noteOf[line - 1] ?? -1];
}

/** A note as the reader's switch wants it: one language, the other, or both. */
export function textsOf(note: { zh: string; en: string }, lang: Lang): HTMLElement[] {
  const order: Lang[] = lang === 'en' ? ['en', 'zh'] : ['zh', 'en'];
  return order.map((each) => {
    const text = el('p', { class: 'tx', lang: each });
    text.innerHTML = note[each]; // made at build time, from content/
    return text;
  });
}

export class NotePane {
  readonly root: HTMLElement;
  readonly told = el('p', { class: 'told', role: 'status' });
  readonly #run: Run;
  readonly #events: readonly LoopEvent[];
  readonly #listings: Listing[];
  readonly #about: Pair;
  readonly #said = el('div', { class: 'said' });
  readonly #printed = el('p', { class: 'out mono', translate: 'no' });
  readonly #output: string[] = [];
  #shown = '';

  constructor(
    run: Run,
    events: readonly LoopEvent[],
    listings: Listing[],
    about: Pair,
  ) {
    [this.#run, this.#events] = [run, events];
    [this.#listings, this.#about] = [listings, about];
    let text = '';
    for (const { printed = '' } of run.recording.steps) {
      text += printed;
      this.#output.push(text);
    }
    const parts = [this.told, this.#said, this.#printed];
    this.root = el('div', { class: 'beside', tabindex: 0, role: 'group' }, ...parts);
  }

  /** `ask`: a question that stands here, in place of all else while it is open. */
  show(place: Place, lang: Lang, ask: HTMLElement | null, open: boolean): void {
    this.root.ariaLabel = lang === 'en' ? 'What happens' : '发生了什么';
    const event = this.#events[place.event];
    const isStart = !place.lines && event?.kind === 'program';
    this.told.hidden = open || isStart;
    this.told.replaceChildren(
      ...(place.lines
        ? [lineWords()?.describe(this.#run, place.step, lang) ?? '']
        : inline(event?.said[lang] ?? '')),
    );
    this.told.classList.toggle('small', place.lines);
    if (ask) this.#put(`ask ${lang}`, [ask], true);
    else if (isStart) this.#put(`about ${lang}`, textsOf(this.#about, lang));
    else if (place.lines) this.#note(place.step, lang);
    else this.#put('', []);
    const next = this.#events[place.event + 1]?.step ?? this.#run.last;
    this.#print(place.lines ? place.step : next, lang);
    this.#printed.hidden = open;
  }

  #note(step: number, lang: Lang): void {
    const { file, line } = this.#run.step(step);
    const listing = this.#listings[file];
    const note = noteAt(listing, line);
    const key = note ? `${file} ${note.id} ${lang}` : '';
    if (note && listing) this.#put(key, partsOf(note, listing, lang));
    else this.#put('', []);
  }

  #put(key: string, parts: HTMLElement[], always = false): void {
    if (key === this.#shown && !always) return;
    this.#shown = key;
    if (always && this.#said.firstChild === parts[0]) return;
    this.#said.replaceChildren(...parts);
    this.root.scrollTop = 0;
  }

  #print(step: number, lang: Lang): void {
    const lines = (this.#output[Math.max(0, step)] ?? '').trimEnd().split('\n');
    const text = lines.slice(-LINES_KEPT).join('  ⏎  ');
    const label = el('span', { class: 'dim' }, PRINTED[lang]);
    this.#printed.replaceChildren(...(text ? [label, text] : []));
  }
}

function partsOf(note: ListedNote, listing: Listing, lang: Lang): HTMLElement[] {
  const lines = note.to > note.from ? `${note.from}–${note.to}` : `${note.from}`;
  const title = lang === 'en' ? `Note on line ${lines}` : `第 ${lines} 行的注`;
  const link = el('a', {}, title);
  if (listing.page) link.href = `${base}${lang}/source/${listing.file}/#${note.id}`;
  const sign = note.css ? el('span', { class: note.css }, mark(note.css)) : null;
  return [el('h3', {}, sign, link), ...textsOf(note, lang)];
}
