/** A run as it is walked through: the state, the film under it, what was printed. */

import { Deck } from '../../replays/player/deck.ts';
import { Film } from '../../replays/player/film.ts';
import { listen } from '../../replays/player/keys.ts';
import { paceOf } from '../../replays/player/pace.ts';
import { Run } from '../../replays/player/run.ts';
import { mostOf, scaleOf } from '../../replays/player/scale.ts';
import { drawState, type Extra } from '../../replays/player/state.ts';
import { el } from '../../ui/browser/dom.ts';
import { type Pair, pageLang } from '../../ui/browser/words.ts';
import type { Recorder } from '../recording.ts';

const ROOM = 560; // px that a short film fills

export class View {
  readonly #run: Run;
  readonly #recorder: Recorder;
  readonly #deck: Deck;
  readonly #film: Film;
  readonly #state = el('div');
  readonly #extra: Extra;
  readonly #root: HTMLElement;

  constructor(root: HTMLElement, recorder: Recorder) {
    this.#root = root;
    this.#recorder = recorder;
    const run = new Run(recorder.recording);
    this.#run = run;
    const { until, perMs } = scaleOf(run, ROOM);
    this.#extra = { turns: run.recording.turns, until, most: mostOf(run) };
    this.#film = new Film(run, perMs, (step) => this.#deck.go(step));
    this.#deck = new Deck({
      last: run.last,
      nextTurn: (at) => run.nextTurn(at),
      previousTurn: (at) => run.previousTurn(at),
      pace: (at) => paceOf(run, at),
      holds: () => false,
      where: (at) => whereIn(run, at),
      show: (at, ms) => this.#show(at, ms),
    });
    const right = el('div', { class: 'right' }, this.#state);
    const strip = el('div', { class: 'strip' }, this.#film.root, this.#deck.root);
    const inner = el('div', { class: 'inner' }, right, strip);
    root.replaceChildren(inner);
    root.classList.add('ready');
    listen(inner, this.#deck, false);
    this.redraw();
  }

  /** For another language, or another width. */
  redraw(): void {
    this.#film.label(pageLang());
    this.#deck.label(pageLang());
    this.#deck.go(this.#deck.at);
  }

  /** To the step where it ended. */
  toEnd(): void {
    this.#deck.go(this.#run.last);
  }

  stop(): void {
    this.#deck.pause();
  }

  #show(step: number, ms: number): void {
    drawState(this.#state, this.#run.state(step), pageLang(), this.#extra);
    this.#film.show(step, ms);
    const lines = this.#recorder.printedAt(step);
    const place = document.querySelector<HTMLElement>('[data-printed]');
    const pre = place?.querySelector('pre');
    if (!place || !pre) return;
    place.hidden = this.#recorder.printedAt(this.#run.last).length === 0;
    pre.textContent = lines.join('\n') || '–';
    this.#root.dataset.step = String(step);
  }
}

function whereIn(run: Run, at: number): Pair {
  const [turn, turns] = [run.turn(at) + 1, run.recording.turns.length];
  return {
    zh: `第 ${turn} 轮，共 ${turns} 轮 · 第 ${at} 步，共 ${run.last} 步`,
    en: `turn ${turn} of ${turns} · step ${at} of ${run.last}`,
  };
}
