/** Beside the code: what has just happened, and the note on the line, in both languages. */

import { el, mark } from '../../ui/browser/dom.ts';
import { base } from '../../ui/browser/site.ts';
import type { Lang } from '../../ui/browser/words.ts';
import { changes } from './changes.ts';
import type { ListedNote, Listing } from './load.ts';
import type { Run } from './run.ts';

/** The note that stands beside this line, if the file has one for it. */
function noteAt(listing: Listing | undefined, line: number): ListedNote | undefined {
  return listing?.notes[listing.noteOf[line - 1] ?? -1];
}

/** A note as the reader's switch wants it: one language, the other, or both. */
export function textsOf(note: { zh: string; en: string }, lang: Lang): HTMLElement[] {
  const order: Lang[] = lang === 'en' ? ['en', 'zh'] : ['zh', 'en'];
  return order.map((each) => {
    const text = el('p', { class: 'tx', lang: each });
    text.innerHTML = note[each]; // made at build time, from content/notes
    return text;
  });
}

/** One sentence for a step: where it is, and what is different from the step before. */
function describe(run: Run, step: number, lang: Lang): string {
  const [before, after] = [run.state(Math.max(0, step - 1)), run.state(step)];
  const what = changes(before, after, run.step(step)).map((change) => change[lang]);
  const { line } = run.step(step);
  const symbol = run.symbol(step).replace(/^\((file|top)\)$/, '');
  if (lang === 'en') {
    const where = `Line ${line}${symbol && `, ${symbol}`}`;
    return what.length ? `${where}: ${what.join('; ')}.` : `${where}.`;
  }
  const where = `第 ${line} 行${symbol && `，${symbol}`}`;
  return what.length ? `${where}：${what.join('；')}。` : `${where}。`;
}

export class NotePane {
  readonly root: HTMLElement;
  readonly told = el('p', { class: 'told', role: 'status' });
  readonly #run: Run;
  readonly #listings: Listing[];
  readonly #note = el('div', { class: 'said' });
  #shown = '';

  constructor(run: Run, listings: Listing[]) {
    this.#run = run;
    this.#listings = listings;
    this.root = this.#note;
  }

  show(step: number, lang: Lang): void {
    this.told.textContent = describe(this.#run, step, lang);
    const { file, line } = this.#run.step(step);
    const listing = this.#listings[file];
    const note = noteAt(listing, line);
    const key = note ? `${file} ${note.id} ${lang}` : '';
    if (key === this.#shown) return;
    this.#shown = key;
    this.#note.replaceChildren(
      ...(note && listing ? partsOf(note, listing, lang) : []),
    );
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
