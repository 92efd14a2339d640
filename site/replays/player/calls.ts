/** System calls, the last few: as strace prints them, this one with its C signature. */

import { el, mark } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { Call } from '../recording.ts';
import { signatureOf, weightyArgument } from './prototypes.ts';
import type { Run } from './run.ts';
import type { Extra } from './state.ts';
import { straceOf } from './strace.ts';

const KEPT = 2; // calls in view
const WORDS = {
  zh: { title: '系统调用', none: '还没有。', notYet: '还没有发生', slept: '睡了' },
  en: { title: 'System calls', none: 'None yet.', notYet: 'not yet', slept: 'slept' },
};

export class Calls {
  readonly root: HTMLElement;
  readonly #title = el('b');
  readonly #list = el('ol', { class: 'calls mono', translate: 'no', tabindex: 0 });
  /** For each step, how many calls have been made by then. */
  readonly #made: number[] = [];
  readonly #all: Call[] = [];
  #shown = '';

  constructor({ recording }: Run) {
    for (const { calls = [] } of recording.steps) {
      this.#all.push(...calls);
      this.#made.push(this.#all.length);
    }
    const head = el('h3', {}, el('span', { class: 'sl' }, mark('sl')), this.#title);
    this.root = el('section', { class: 's-calls' }, head, this.#list);
  }

  show(step: number, lang: Lang, asked: Extra['asked']): void {
    const made = this.#made[step] ?? 0;
    const fresh = made - (this.#made[step - 1] ?? 0);
    const key = `${made} ${fresh} ${lang} ${asked}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.#title.textContent = WORDS[lang].title;
    const calls = this.#all.slice(Math.max(0, made - KEPT), made);
    const rows = calls.map((call, i) =>
      i >= calls.length - Math.max(1, fresh) ? glossed(call, lang) : plain(call),
    );
    const next = asked === 'poll-timeout' && this.#all.slice(made).find(isWait);
    if (next) rows.push(toCome(next, lang));
    if (!rows.length) rows.push(el('li', { class: 'dim' }, WORDS[lang].none));
    this.#list.replaceChildren(...rows);
  }
}

const isWait = ({ name }: Call): boolean => name === 'epoll_wait' || name === 'poll';

const plain = (call: Call): HTMLElement => el('li', { class: 'dim' }, straceOf(call));

/** Above each argument its parameter: the declaration, with this call set into it. */
function glossed(call: Call, lang: Lang): HTMLElement {
  const { name, args, result, errno } = call;
  const signature = signatureOf(call);
  const [heavy, css = ''] = weightyArgument(call) ?? [];
  const cells = args.map((arg, i) => {
    const parameter = signature?.parameters[i] ?? '';
    const matters = heavy !== undefined && new RegExp(`\\b${heavy}$`).test(parameter);
    const text = arg + (i < args.length - 1 ? ',' : ')');
    return pair(parameter, matters ? el('b', { class: css }, text) : text);
  });
  const slept = Math.round((call.end - call.start) * 10) / 10;
  const note = isWait(call) && slept > 0 ? `${WORDS[lang].slept} ${slept} ms` : '';
  return el(
    'li',
    { class: 'call' },
    pair(signature?.returns ?? '', `${name}(`),
    ...cells,
    pair('', `= ${result}${errno ? ` ${errno}` : ''}`),
    note && el('span', { class: 'say' }, note),
  );
}

function pair(gloss: string, text: string | HTMLElement): HTMLElement {
  return el('span', { class: 'arg' }, el('small', {}, gloss), text);
}

function toCome({ name, args }: Call, lang: Lang): HTMLElement {
  const kept = args.slice(0, -1).map((arg, i) => (i === 1 ? 'events' : arg));
  const text = `${name}(${[...kept, ''].join(', ')}`;
  const note = el('span', { class: 'say' }, WORDS[lang].notYet);
  return el('li', { class: 'dim' }, text, el('b', { class: 'sl' }, '?'), ')', note);
}
