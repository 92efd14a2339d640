/** The questions of a replay, one after the other: a small examination. */

import { el } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import { answerOf, keepAnswer } from './answers.ts';
import { Ask } from './ask.ts';
import type { Listing } from './load.ts';
import type { LoopEvent } from './loop-event.ts';
import { eventOf, type Question } from './question.ts';

const WORDS = {
  zh: { next: '下一题', again: '重新答', first: '答题' },
  en: { next: 'Next question', again: 'Answer again', first: 'Questions' },
};

export class Quiz {
  /** In the deck: how many are answered; leads to the first that is not. */
  readonly button = el('button', { type: 'button', class: 'btn quiz' });
  readonly asks: Ask[];
  readonly #replay: string;
  /** To the event at which a question stands. */
  onGo: (event: number) => void = () => {};
  onAnswer: (ask: Ask) => void = () => {};

  constructor(
    replay: string,
    questions: Question[],
    listings: Listing[],
    events: readonly LoopEvent[],
  ) {
    this.#replay = replay;
    this.asks = questions.flatMap((question) => {
      const event = eventOf(question, events);
      if (event < 0) return [];
      const ask = new Ask(question, event, listings, (one) => this.#answered(one));
      ask.choose(answerOf(replay, question.step));
      return [ask];
    });
    this.button.hidden = this.asks.length === 0;
    this.button.addEventListener('click', () => this.go());
  }

  /** The question that stands here, answered or not. */
  at(event: number, step: number, lines: boolean): Ask | undefined {
    return this.asks.find((ask) =>
      lines ? ask.question.step === step : ask.event === event,
    );
  }

  /** To the first question that is open, or the first of all. */
  go(): void {
    const ask = this.asks.find(({ open }) => open) ?? this.asks[0];
    if (ask) this.onGo(ask.event);
  }

  label(lang: Lang): void {
    const { length } = this.asks;
    const done = this.asks.filter(({ open }) => !open).length;
    const word = el('span', { class: 'vh' }, ` ${WORDS[lang].first}`);
    this.button.replaceChildren(`? ${done}/${length}`, word);
  }

  /** After an answer: what there is to do next. */
  after(lang: Lang): HTMLElement {
    const open = this.asks.some((ask) => ask.open);
    const button = el('button', { type: 'button', class: 'copy' });
    button.textContent = WORDS[lang][open ? 'next' : 'again'];
    button.addEventListener('click', () => {
      if (!open) this.#forget();
      this.go();
    });
    return el('span', {}, open ? '' : this.#result(lang), button);
  }

  #result(lang: Lang): string {
    const { length } = this.asks;
    const right = this.asks.filter((ask) => ask.right).length;
    if (length < 2) return ' ';
    return lang === 'en'
      ? ` ${right} of ${length} right. `
      : `${length} 题对了 ${right} 题。`;
  }

  #answered(ask: Ask): void {
    const { question, chosen = -1 } = ask;
    keepAnswer(this.#replay, question.step, question.choices[chosen] ?? null);
    this.onAnswer(ask);
  }

  #forget(): void {
    for (const ask of this.asks) {
      ask.choose(undefined);
      keepAnswer(this.#replay, ask.question.step, null);
    }
  }
}
