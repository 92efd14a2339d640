/** The playground once somebody works in it. */

import { failureText } from '../../exercises/browser/failure-text.ts';
import { Editor } from '../../exercises/editor/editor.ts';
import { type Player, start } from '../../replays/player/player.ts';
import { Run } from '../../replays/player/run.ts';
import { loadSheet } from '../../replays/player/sheet.ts';
import { storyOf } from '../../replays/player/story.ts';
import { el } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { say } from '../../ui/browser/say.ts';
import { load } from '../../ui/browser/site.ts';
import { remember } from '../../ui/browser/store.ts';
import { onLang, pageLang } from '../../ui/browser/words.ts';
import { plural } from '../../ui/plural.ts';
import { toFragment } from '../link.ts';
import type { Modules } from '../play.ts';
import type { Sample } from '../playground.ts';
import { Recorder } from '../recording.ts';
import { listingOf } from './listing.ts';
import { runProgram } from './run.ts';

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
  #player: Player | null = null;
  #running = false;

  constructor(stock: Stock, text: string) {
    this.#stock = stock;
    const host = find('[data-editor]');
    host.replaceChildren();
    this.#editor = new Editor(host, text, pageLang(), {
      run: () => void this.run(),
      changed: (text) => this.#changed(text),
    });
    onLang((lang) => this.#editor.label(lang));
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
    this.#nameSample();
    void this.run();
  }

  put(text: string): void {
    this.#editor.text = text;
  }

  /** Marks of the last run belong to a program that is no longer there. */
  #changed(text: string): void {
    remember('playground', text);
    this.#editor.blame(null, '');
    this.#editor.light(0);
    this.#nameSample();
  }

  /** A program has the name and the caption of a sample while it is that sample. */
  #nameSample(): void {
    const { text } = this.#editor;
    const sample = this.#stock.samples.find((each) => each.text === text);
    find<HTMLSelectElement>('[data-samples]').value = sample?.id ?? '';
    const said = sample ? ui(sample.about.zh, sample.about.en) : [];
    find('[data-about]').replaceChildren(...said);
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#clear();
    tell('在跑…', 'Running …');
    const recorder = new Recorder();
    const { text } = this.#editor;
    await runProgram(this.#stock.modules, text, (told) => recorder.hear(told));
    this.#running = false;
    this.#show(recorder, text);
  }

  /** What stood there was of another run. */
  #clear(): void {
    this.#player?.end();
    this.#player = null;
    this.#editor.blame(null, '');
    this.#editor.light(0);
    find('[data-failed]').replaceChildren();
    find('[data-printed]').hidden = true;
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

  #show(recorder: Recorder, text: string): void {
    const { failure, recording } = recorder;
    if (failure) this.#blame(failure);
    const view = find('[data-view]');
    if (failure && recording.turns.length === 0) {
      view.classList.remove('ready');
      const words = ui(
        '没有跑起来，所以这里什么也没有。',
        'It did not run, so there is nothing to see here.',
      );
      view.replaceChildren(el('p', { class: 'nothing' }, ...words));
      tell('没有跑起来。', 'It does not run.');
      return;
    }
    const listings = [listingOf(text), listingOf('')];
    const loaded = { recording, events: storyOf(new Run(recording)), listings };
    const onLine = (line: number, step: number) => this.#stands(recorder, line, step);
    this.#player = start(view, loaded, { eventsOnly: true, about: ABOUT, onLine });
    if (failure && !failure.position) this.#player.deck.do('end');
    tell(...counted(recording.turns.length));
  }

  #blame(failure: NonNullable<Recorder['failure']>): void {
    const message = failure.why?.[pageLang()] ?? failure.message;
    const go = (position: Parameters<Editor['go']>[0]) => this.#editor.go(position);
    find('[data-failed]').replaceChildren(failureText(failure, go));
    this.#editor.blame(failure.position, message);
    say(failure.why?.zh ?? failure.message, failure.why?.en ?? failure.message);
  }

  /** The player has gone to another step. */
  #stands(recorder: Recorder, line: number, step: number): void {
    this.#editor.light(line);
    const place = find('[data-printed]');
    const pre = place.querySelector('pre');
    if (!pre) return;
    place.hidden = recorder.printedAt(recorder.steps - 1) === '';
    pre.textContent = recorder.printedAt(step).trimEnd() || '–';
    find('[data-view]').dataset.step = String(step);
  }
}

const ABOUT = {
  zh: '程序跑完了，从这里一件事一件事地看：按 → 或者“播放”，也可以在上面的胶片上点。',
  en: 'The program has run. Walk through it event by event: press → or Play, or click on the film above.',
};

const counted = (turns: number): [zh: string, en: string] => [
  `跑了 ${turns} 轮。`,
  `It took ${plural(turns, 'turn')}.`,
];

const find = <E extends HTMLElement = HTMLElement>(selector: string): E =>
  document.querySelector<E>(selector) as E;

function tell(zh: string, en: string): void {
  const place = find('[data-told]');
  place.hidden = zh === '';
  place.replaceChildren(...ui(zh, en));
  if (zh !== '') say(zh, en);
}
