/** The player: one run, event by event or line by line, and one set of buttons. */

import { el } from '../../ui/browser/dom.ts';
import { type Pair, pageLang } from '../../ui/browser/words.ts';
import { fromAddress, toAddress } from './address.ts';
import { Deck } from './deck.ts';
import { followPage } from './follow-page.ts';
import { listen } from './keys.ts';
import { fetchLineWords, lineWords } from './line-grain.ts';
import { type Loaded, loadRun } from './load.ts';
import type { Question } from './question.ts';
import { roomIn } from './room.ts';
import { Run } from './run.ts';
import { loadSheet } from './sheet.ts';
import { Side, type Subject } from './side.ts';
import { Walk } from './walk.ts';

export interface Options {
  at?: number; // where it begins
  lines?: boolean; // and whether line by line
  page?: boolean; // it has the page to itself: keys and address are its own
  questions?: Question[];
  about?: Pair; // markup
  /** There is no source to go into: only events. */
  eventsOnly?: boolean;
  /** Told the line of the program that is lit, at each step. */
  onLine?: (line: number, step: number) => void;
}

export interface Player {
  deck: Deck;
  /** Takes its place away, for another run in the same root. */
  end(): void;
}

/** What the page says in `data-…`: which recording, where it begins, what is asked. */
export async function open(root: HTMLElement): Promise<void> {
  const { replay = '', twin, at = '0', page, lines, changed = '' } = root.dataset;
  const { questions = '[]', about } = root.dataset;
  const [good] = await Promise.all([loadRun(replay), loadSheet()]);
  if (twin) {
    const broken = await loadRun(twin, changed.split(' '));
    const { startTwin } = await import('./twin.ts');
    startTwin(root, good, broken);
    return;
  }
  start(root, good, {
    at: Number(at),
    lines: lines !== undefined,
    page: page !== undefined,
    questions: JSON.parse(questions) as Question[],
    about: about ? (JSON.parse(about) as Pair) : captionOf(root),
  });
}

/** In a chapter the caption says what it is about. */
function captionOf(root: HTMLElement): Pair {
  const caption = root.closest('.embed')?.querySelector('figcaption span');
  const said = (lang: string) =>
    caption?.querySelector(`[lang="${lang}"]`)?.innerHTML ?? '';
  return { zh: said('zh'), en: said('en') };
}

const NOTHING = { zh: '', en: '' };

export function start(root: HTMLElement, loaded: Loaded, options: Options): Player {
  const run = new Run(loaded.recording);
  const { events } = loaded;
  const walk = new Walk(run, events);
  const { questions = [], about = NOTHING } = options;
  const { listings, Calls } = loaded;
  const calls = Calls && new Calls(run);
  const subject = { run, events, listings, questions, about, calls };
  const begin = beginning(options);
  const stage = new Stage(root, subject, walk, options);
  stage.mount();
  if (begin === 'quiz') {
    stage.deck.goIn(false, 0);
    stage.side.quiz.go();
  } else stage.deck.goIn(begin.lines && !options.eventsOnly, begin.at);
  if (options.page) followAddress(stage);
  const stop = followPage(root, stage);
  return {
    deck: stage.deck,
    end: () => {
      stage.deck.pause();
      stop();
    },
  };
}

const beginning = ({ at = 0, lines = false, page }: Options) =>
  (page ? fromAddress() : undefined) ?? { at, lines };

/** What stands in the root; built anew when there is more or less room. */
class Stage {
  readonly deck: Deck;
  side!: Side;
  readonly #root: HTMLElement;
  readonly #subject: Subject;
  readonly #walk: Walk;
  readonly #options: Options;

  constructor(root: HTMLElement, subject: Subject, walk: Walk, options: Options) {
    this.#root = root;
    this.#subject = subject;
    this.#walk = walk;
    this.#options = options;
    this.deck = new Deck(this.#track());
  }

  mount(): void {
    const root = this.#root;
    root.classList.add('ready');
    const scrub = (at: number) => {
      this.deck.pause();
      this.deck.go(at);
    };
    this.side = new Side(this.#subject, roomIn(root), scrub);
    this.side.quiz.onGo = (event) => this.deck.goIn(false, event);
    this.side.quiz.onAnswer = () => {
      this.deck.go(this.deck.at, 400); // the stroke grows
      this.side.quiz.label(pageLang());
    };
    this.deck.root.querySelector('.quiz')?.remove();
    const after = this.deck.root.querySelector('[data-do="source"], .where');
    after?.before(this.side.quiz.button);
    const player = el('div', { class: 'player' }, ...this.side.parts, this.deck.root);
    root.replaceChildren(player);
    this.deck.onPlay = (playing) => this.side.quiet(playing);
    listen(root, this.deck, this.#options.page ?? false);
    this.label();
  }

  async #fetchWords(): Promise<void> {
    if (lineWords()) return;
    await fetchLineWords();
    this.deck.go(this.deck.at);
  }

  again(): void {
    this.mount();
    this.deck.go(this.deck.at);
  }

  label(): void {
    this.side.label(pageLang());
    this.deck.label(pageLang());
  }

  #track(): ConstructorParameters<typeof Deck>[0] {
    const [walk, options] = [this.#walk, this.#options];
    return {
      get last() {
        return walk.last;
      },
      get lines() {
        return options.eventsOnly ? undefined : walk.lines;
      },
      nextTurn: (at) => walk.nextTurn(at),
      previousTurn: (at) => walk.previousTurn(at),
      over: (at) => walk.over(at),
      nextEvent: (at) => walk.nextEvent(at),
      turnOver: (at) => {
        const there = walk.turnOver(at);
        if (walk.lines) void this.#fetchWords();
        return there;
      },
      pace: (at) => walk.pace(at),
      holds: (at) => this.side.holds(walk.place(at)),
      where: (at) => walk.where(at),
      show: (at, ms) => {
        const place = walk.place(at);
        this.side.show(place, ms);
        options.onLine?.(walk.events[place.event]?.line ?? 0, place.step);
      },
    };
  }
}

function followAddress({ deck, side }: Stage): void {
  const go = () => {
    const there = fromAddress();
    if (there === 'quiz') side.quiz.go();
    else if (there && there.at !== deck.at) deck.goIn(there.lines, there.at);
  };
  deck.onStep = (at) => toAddress({ at, lines: deck.root.dataset.grain === 'lines' });
  addEventListener('hashchange', go);
}
