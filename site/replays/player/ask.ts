/** A question before the answer is shown. It never blocks the next step. */

import { el } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { ListedNote, Listing } from './load.ts';
import { textsOf } from './note.ts';
import type { Question } from './question.ts';

const WORDS = {
  zh: {
    title: '先猜',
    wait: '选一个，答案就出来；也可以直接往下走。',
    right: '猜对了，录下来的是 ',
    wrong: '录下来的是 ',
    end: '。',
  },
  en: {
    title: 'Predict first',
    wait: 'Choose one to see the answer. Or just go on.',
    right: 'Right: the recording says ',
    wrong: 'The recording says ',
    end: '.',
  },
};

let made = 0;

export class Ask {
  readonly root: HTMLElement;
  readonly question: Question;
  readonly event: number;
  chosen: number | undefined;
  readonly #note: ListedNote | undefined;
  readonly #legend = el('legend');
  readonly #text = el('div', { class: 'q' });
  readonly #inputs: HTMLInputElement[];
  readonly #options: HTMLElement[];
  readonly #answer = el('div', { class: 'reveal', role: 'status' });

  constructor(
    question: Question,
    event: number,
    listings: Listing[],
    answered: (ask: Ask) => void,
  ) {
    [this.question, this.event] = [question, event];
    const notes = listings.flatMap(({ notes }) => notes);
    this.#note = notes.find(({ id }) => id === question.note);
    const name = `ask-${made++}`;
    this.#inputs = question.choices.map((_, i) =>
      el('input', { type: 'radio', name, value: i }),
    );
    this.#options = this.#inputs.map((input, i) =>
      el('label', {}, input, question.choices[i] ?? ''),
    );
    const options = el('div', { class: 'opts mono' }, ...this.#options);
    const parts = [this.#legend, this.#text, options, this.#answer];
    this.root = el('fieldset', { class: 'ask' }, ...parts);
    this.root.addEventListener('change', () => {
      this.chosen = this.#inputs.findIndex(({ checked }) => checked);
      answered(this);
    });
  }

  get open(): boolean {
    return this.chosen === undefined;
  }

  get right(): boolean {
    return this.chosen === this.question.answer;
  }

  /** As it was answered before; undefined: not at all. */
  choose(choice: string | undefined): void {
    const at = this.question.choices.indexOf(choice ?? '');
    this.chosen = at < 0 ? undefined : at;
    for (const [i, input] of this.#inputs.entries()) input.checked = i === at;
  }

  show(lang: Lang, more: HTMLElement | null): void {
    const words = WORDS[lang];
    const { answer, choices } = this.question;
    this.root.classList.toggle('answered', !this.open);
    this.#legend.textContent = words.title;
    this.#text.replaceChildren(...textsOf(this.question, lang));
    for (const [i, option] of this.#options.entries()) {
      option.classList.toggle('true', !this.open && i === answer);
      option.classList.toggle('chosen', i === this.chosen);
    }
    if (this.open) {
      this.#answer.replaceChildren(el('p', { class: 'wait' }, words.wait));
      return;
    }
    const said = this.right ? words.right : words.wrong;
    const value = el('b', { class: 'mono' }, choices[answer] ?? '');
    this.#answer.replaceChildren(
      el('p', {}, said, value, words.end, more),
      ...(this.#note ? textsOf(this.#note, lang) : []),
    );
  }
}
