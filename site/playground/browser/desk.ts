/** The playground once somebody works in it. */

import { failureText } from '../../exercises/browser/failure-text.ts';
import { Editor } from '../../exercises/editor/editor.ts';
import { loadSheet } from '../../replays/player/sheet.ts';
import { ui } from '../../ui/browser/label.ts';
import { say } from '../../ui/browser/say.ts';
import { load } from '../../ui/browser/site.ts';
import { remember } from '../../ui/browser/store.ts';
import { onLang, pageLang } from '../../ui/browser/words.ts';
import { toFragment } from '../link.ts';
import type { Modules } from '../play.ts';
import type { Sample } from '../playground.ts';
import { Recorder } from '../recording.ts';
import { runProgram } from './run.ts';
import { View } from './view.ts';

export interface Stock {
  readonly modules: Modules;
  readonly samples: readonly Sample[];
}

let opened: Promise<Desk> | undefined;

export function openDesk(text: string): Promise<Desk> {
  opened ??= Promise.all([load<Stock>('playground.json'), loadSheet()]).then(
    ([stock]) => new Desk(stock, text),
  );
  opened.catch(() => {
    opened = undefined;
    tell('没有取到，请再试一次。', 'It could not be fetched; please try again.');
  });
  return opened;
}

export class Desk {
  readonly #stock: Stock;
  readonly #editor: Editor;
  #view: View | null = null;
  #running = false;

  constructor(stock: Stock, text: string) {
    this.#stock = stock;
    const host = find('[data-editor]');
    host.replaceChildren();
    this.#editor = new Editor(host, text, pageLang(), {
      run: () => void this.run(),
      changed: (text) => remember('playground', text),
    });
    onLang((lang) => {
      this.#editor.label(lang);
      this.#view?.redraw();
    });
  }

  focus(): void {
    this.#editor.focus();
  }

  do(what: string | undefined): void {
    if (what === 'run') void this.run();
    if (what === 'share') void this.share();
  }

  /** A change like any other: Ctrl-Z brings back what was there. */
  take(id: string): void {
    const sample = this.#stock.samples.find((each) => each.id === id);
    if (!sample) return;
    this.put(sample.text);
    find('[data-about]').replaceChildren(...ui(sample.about.zh, sample.about.en));
    tell('', '');
    void this.run();
  }

  put(text: string): void {
    this.#editor.text = text;
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#view?.stop();
    this.#editor.blame(null, '');
    tell('在跑…', 'Running …');
    const recorder = new Recorder();
    const { modules } = this.#stock;
    await runProgram(modules, this.#editor.text, (told) => recorder.hear(told));
    this.#running = false;
    this.#show(recorder);
  }

  async share(): Promise<void> {
    const { text } = this.#editor;
    history.replaceState(history.state, '', await toFragment(text));
    try {
      await navigator.clipboard.writeText(location.href);
      tell(
        '链接已复制：程序就在地址里，没有发给任何人。',
        'Copied. The program is in the address itself; nothing was sent anywhere.',
      );
    } catch {
      tell(
        '程序已放进地址栏，复制地址即可。',
        'The program is in the address bar now; copy it from there.',
      );
    }
  }

  #show(recorder: Recorder): void {
    const { failure, steps, recording } = recorder;
    const place = find('[data-failed]');
    place.replaceChildren();
    if (failure) {
      place.append(failureText(failure, (position) => this.#editor.go(position)));
      const message = failure.why?.[pageLang()] ?? failure.message;
      this.#editor.blame(failure.position, message);
      say(failure.why?.zh ?? failure.message, failure.why?.en ?? failure.message);
    }
    if (steps === 0) {
      tell('没有跑起来。', 'It does not run.');
      return;
    }
    this.#view = new View(find('[data-view]'), recorder);
    if (failure && !failure.position) this.#view.toEnd();
    const turns = recording.turns.length;
    tell(`跑了 ${turns} 轮，${steps} 步。`, `${turns} turns, ${steps} steps.`);
  }
}

const find = (selector: string): HTMLElement =>
  document.querySelector<HTMLElement>(selector) as HTMLElement;

function tell(zh: string, en: string): void {
  const place = find('[data-told]');
  place.hidden = zh === '';
  place.replaceChildren(...ui(zh, en));
  if (zh !== '') say(zh, en);
}
