/** The bench of an exercise once somebody works at it: editor, buttons, runs. */

import { el } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { pick, say } from '../../ui/browser/say.ts';
import { load } from '../../ui/browser/site.ts';
import { onLang, pageLang } from '../../ui/browser/words.ts';
import { Editor } from '../editor/editor.ts';
import type { News, Outcome } from '../exercise.ts';
import type { Ground } from '../exercise-pages.ts';
import { openSolution, showSeen } from './help.ts';
import { showProgress } from './progress.ts';
import { Results } from './results.ts';
import { runInBrowser } from './run.ts';
import {
  keepBefore,
  keepSolved,
  keepText,
  keepWork,
  keptBefore,
  textOf,
  workOn,
} from './work.ts';

const KEEPING = 400; // ms after the last stroke

let opened: Promise<Desk> | undefined;

export function openDesk(slug: string): Promise<Desk> {
  opened ??= load<Ground>(`exercises/${slug}.json`).then(
    (ground) => new Desk(slug, ground),
  );
  opened.catch(() => {
    opened = undefined;
    tell(
      '没有取到这道题，请再试一次。',
      'The exercise could not be fetched; please try again.',
    );
  });
  return opened;
}

export class Desk {
  readonly #slug: string;
  readonly #ground: Ground;
  readonly #editor: Editor;
  readonly #results: Results;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(slug: string, ground: Ground) {
    this.#slug = slug;
    this.#ground = ground;
    const host = document.querySelector<HTMLElement>('[data-editor]') as HTMLElement;
    const text = textOf(workOn(slug)) || ground.start;
    host.replaceChildren();
    this.#editor = new Editor(host, text, pageLang(), {
      run: () => void this.run(),
      changed: () => this.#changed(),
    });
    const out = document.querySelector<HTMLElement>('[data-out]') as HTMLElement;
    this.#results = new Results(out, ground.turns, (place) => this.#editor.go(place));
    addEventListener('pagehide', () => this.keep());
    onLang((lang) => {
      this.#editor.label(lang);
      this.#results.redraw();
    });
    tell('', '');
    if (text === ground.start && keptBefore(slug) !== undefined) this.#offerBack();
  }

  focus(): void {
    this.#editor.focus();
  }

  /** Another file was imported. */
  reload(): void {
    clearTimeout(this.#keeping);
    this.#editor.text = textOf(workOn(this.#slug)) || this.#ground.start;
    this.keep();
    showSeen(this.#slug);
  }

  do(button: HTMLElement): void {
    const what = button.dataset.do;
    if (what === 'run') void this.run();
    if (what === 'reset') this.#reset();
    if (what === 'format') void this.#format();
    if (what === 'compare') void this.#compare(button);
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.keep();
    tell('', '');
    this.#editor.blame(null, '');
    const { text } = this.#editor;
    const tries = workOn(this.#slug).attempts ?? 0;
    const runnable = { ...this.#ground.runnable, tries };
    keepWork(this.#slug, { attempts: tries + 1 });
    const outcome = await runInBrowser(runnable, text, (news) => this.#hear(news));
    this.#running = false;
    this.#blame(outcome);
    if (outcome.passed) this.#solved(text);
    this.#results.announce();
  }

  #hear(news: News): void {
    this.#results.hear(news);
  }

  #blame({ refused, results }: Outcome): void {
    const failure = refused ?? results.find(({ failure }) => failure)?.failure;
    if (!failure?.position) return;
    const why = failure.why?.[pageLang()];
    this.#editor.blame(failure.position, why ?? failure.message);
  }

  #solved(text: string): void {
    const first = !workOn(this.#slug).solved;
    keepSolved(this.#slug, text);
    showProgress();
    showSeen(this.#slug);
    if (first) openSolution();
    tellNext();
  }

  #changed(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.keep(), KEEPING);
  }

  /** At once, what else is kept a moment after the last stroke. */
  keep(): void {
    clearTimeout(this.#keeping);
    const { text } = this.#editor;
    const work = workOn(this.#slug);
    if (text === textOf(work) || (text === this.#ground.start && textOf(work) === ''))
      return;
    const kept = keepText(this.#slug, text);
    if (!kept) tell(...NOT_KEPT);
    showProgress();
  }

  /** Nothing is lost by it: one button brings the text back, and so does Ctrl-Z. */
  #reset(): void {
    const before = this.#editor.text;
    this.#editor.text = this.#ground.start;
    if (before !== this.#ground.start) keepBefore(this.#slug, before);
    this.#offerBack();
  }

  /** Also the next time that the page is opened. */
  #offerBack(): void {
    const before = keptBefore(this.#slug);
    if (before === undefined) {
      tell('这就是起点。', 'This is the start.');
      return;
    }
    tell('又是起点了。', 'Back at the start.', () => {
      this.#editor.text = before;
      this.keep();
      this.focus();
      tell('你的代码回来了。', 'Your code is back.');
    });
  }

  async #format(): Promise<void> {
    const { format } = await import('../editor/format.ts');
    try {
      this.#editor.text = await format(this.#editor.text, this.#ground.members);
      tell('排好了。', 'Formatted.');
    } catch {
      tell(
        '语法有错，排不了；运行一下，看错在哪里。',
        'It is no program yet, and cannot be formatted. Run it to see where it goes wrong.',
      );
    }
  }

  async #compare(button: HTMLElement): Promise<void> {
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    if (!on) return this.#editor.beside([]);
    const { comparedWith } = await import('../editor/compare.ts');
    this.#editor.beside(comparedWith(this.#ground.start));
  }
}

/** Where to go on, where the eye is. */
function tellNext(): void {
  tell(
    '解出来了。答案和解释在题目下面。',
    'Solved. The solution and its explanation are below the brief.',
  );
  const next = document.querySelector('.onward a')?.cloneNode(true);
  if (next) document.querySelector('.bench > [data-told]')?.append(' ', next);
}

const NOT_KEPT = [
  '这个浏览器不让网页存东西：离开前请导出。',
  'This browser keeps nothing for pages: export before you leave.',
] as const;

/** A line under the buttons, spoken too; `undo` adds a button to it. */
function tell(zh: string, en: string, undo?: () => void): void {
  const place = document.querySelector<HTMLElement>('.bench > [data-told]');
  if (!place) return;
  place.hidden = zh === '';
  place.replaceChildren(...ui(zh, en));
  if (zh === '') return;
  say(zh, en);
  if (!undo) return;
  const button = el(
    'button',
    { type: 'button', class: 'copy' },
    pick('恢复我的代码', 'Bring my code back'),
  );
  button.addEventListener('click', undo);
  place.append(' ', button);
}
