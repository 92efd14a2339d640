/** A question before the answer is shown. It never blocks the next step. */

import { el } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { ListedNote, Listing } from './load.ts';
import { textsOf } from './note.ts';
import type { Extra } from './state.ts';

/** The answer comes from the recording; the text and the note were written for it. */
export interface Question {
  step: number; // before this step runs it is asked
  kind: NonNullable<Extra['asked']>;
  zh: string; // markup
  en: string;
  choices: string[];
  answer: number;
  note?: string | undefined; // the id of the note that explains
}

const WORDS = {
  zh: {
    title: '先猜',
    wait: '选一个，再往下走。也可以直接按下一步。',
    right: '猜对了，录下来的是 ',
    wrong: '录下来的是 ',
    end: '。',
  },
  en: {
    title: 'Predict first',
    wait: 'Choose one, then go on. Or just press next.',
    right: 'Right: the recording says ',
    wrong: 'The recording says ',
    end: '.',
  },
};

let made = 0;

export class Ask {
  readonly root: HTMLElement;
  readonly question: Question;
  chosen: number | undefined;
  readonly #listings: Listing[];
  readonly #legend = el('legend');
  readonly #text = el('div');
  readonly #inputs: HTMLInputElement[];
  readonly #options: HTMLElement[];
  readonly #answer = el('div', { class: 'reveal', role: 'status' });

  constructor(question: Question, listings: Listing[], answered: () => void) {
    this.question = question;
    this.#listings = listings;
    const name = `ask-${made++}`;
    this.#inputs = question.choices.map((_, i) =>
      el('input', { type: 'radio', name, value: i }),
    );
    this.#options = this.#inputs.map((input, i) =>
      el('label', {}, input, question.choices[i] ?? ''),
    );
    const options = el('div', { class: 'opts mono' }, ...this.#options);
    this.root = el(
      'fieldset',
      { class: 'ask' },
      this.#legend,
      this.#text,
      options,
      this.#answer,
    );
    this.root.addEventListener('change', () => {
      this.chosen = this.#inputs.findIndex(({ checked }) => checked);
      answered();
    });
  }

  get open(): boolean {
    return this.chosen === undefined;
  }

  show(lang: Lang): void {
    const words = WORDS[lang];
    const { answer, choices } = this.question;
    this.#legend.textContent = words.title;
    this.#text.replaceChildren(...textsOf(this.question, lang));
    for (const [i, option] of this.#options.entries())
      option.classList.toggle('true', !this.open && i === answer);
    if (this.open) {
      this.#answer.replaceChildren(el('p', { class: 'wait' }, words.wait));
      return;
    }
    const right = this.chosen === answer;
    const said = right ? words.right : words.wrong;
    const value = el('b', { class: 'mono' }, choices[answer] ?? '');
    const note = this.#note();
    this.#answer.replaceChildren(
      el('p', {}, said, value, words.end),
      ...(note ? textsOf(note, lang) : []),
    );
  }

  #note(): ListedNote | undefined {
    const all = this.#listings.flatMap(({ notes }) => notes);
    return all.find(({ id }) => id === this.question.note);
  }
}
