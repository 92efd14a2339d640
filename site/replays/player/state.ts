/**
 * The state of a loop as one drawing: clock, heap, callbacks, interest list, ready list.
 * It knows nothing of recordings: the playground draws a running loop with it.
 */

import { el, mark } from '../../ui/browser/dom.ts';
import type { Lang, Pair } from '../../ui/browser/words.ts';
import type { State, Turn } from '../recording.ts';
import { drawClock } from './clock.ts';
import { drawHeap } from './heap.ts';
import { drawInterests, drawQueue, drawReady } from './lists.ts';
import { widthOf } from './width.ts';

/** What a drawing may know besides the state itself. */
export interface Extra {
  /** For the past on the clock's ruler. */
  turns?: Turn[];
  /** How far the ruler reaches at least, ms: then it does not stretch on the way. */
  until?: number;
  /** The most there will ever be of each: then nothing moves when there are more. */
  most?: Most;
  /** A question is open: what would give its answer away shows a `?`. */
  asked?: 'next-callback' | 'poll-timeout' | 'ready-fds' | undefined;
  /** A section of the caller's, to stand under the others. */
  under?: HTMLElement | undefined;
  /** There is little room: rows of cells in place of tree and tables. */
  short?: boolean;
  /** For each part whether there has been anything of it yet. */
  begun?: (part: string) => boolean;
}

export interface Most {
  timeouts: number;
  interests: number;
  ready: number;
}

interface Part {
  name: string;
  mark?: string;
  title: Pair;
  code?: string;
  draw: (root: HTMLElement, state: State, lang: Lang, extra: Extra) => void;
  depends: (keyof State)[];
}

const PARTS: Part[] = [
  {
    name: 'clock',
    title: { zh: '钟', en: 'The clock' },
    code: 'loop.time()',
    draw: drawClock,
    depends: ['now', 'timeouts', 'timeout'],
  },
  {
    name: 'heap',
    mark: 'to',
    title: { zh: '定时任务堆', en: 'Timeout heap' },
    code: 'this.timeouts',
    draw: drawHeap,
    depends: ['timeouts'],
  },
  {
    name: 'queue',
    mark: 'cb',
    title: { zh: '回调', en: 'Callbacks' },
    draw: drawQueue,
    depends: ['running', 'batch', 'callbacks', 'phase'],
  },
  {
    name: 'interests',
    mark: 'fd',
    title: { zh: '关注列表', en: 'Interest list' },
    draw: drawInterests,
    depends: ['interests', 'ready'],
  },
  {
    name: 'ready',
    mark: 'fd',
    title: { zh: '就绪列表', en: 'Ready list' },
    code: 'this.ready',
    draw: drawReady,
    depends: ['ready'],
  },
];

interface Drawn {
  state: State;
  lang: Lang;
  asked: Extra['asked'];
  width: number;
  places: Map<Part, HTMLElement>;
  titles: Map<Part, HTMLElement>;
}

const drawn = new WeakMap<HTMLElement, Drawn>();

/** Draws into `root`, or draws again what has changed since the last time. */
export function drawState(
  root: HTMLElement,
  state: State,
  lang: Lang,
  extra: Extra = {},
) {
  const known = drawn.get(root);
  const before = known ?? { ...frame(root, extra), state, lang, asked: undefined };
  const width = widthOf(root);
  const all =
    !known ||
    known.lang !== lang ||
    known.asked !== extra.asked ||
    known.width !== width;
  for (const part of PARTS) {
    const stale = part.depends.some((field) => before.state[field] !== state[field]);
    const place = before.places.get(part) as HTMLElement;
    place.parentElement?.classList.toggle('unseen', extra.begun?.(part.name) === false);
    if (!all && !stale) continue;
    part.draw(place, state, lang, extra);
    const title = before.titles.get(part);
    if (title) title.textContent = part.title[lang];
  }
  const { places, titles } = before;
  drawn.set(root, { places, titles, state, lang, asked: extra.asked, width });
}

/** Five sections, parted by hairlines; what the run never has takes no room. */
function frame(root: HTMLElement, { most, under, short }: Extra) {
  const [places, titles] = [new Map<Part, HTMLElement>(), new Map<Part, HTMLElement>()];
  const sections = PARTS.map((part) => {
    // What may be wider than its place is scrolled, by keyboard too.
    const scrolls = /heap|interests/.test(part.name);
    const place = el('div', { class: 'place', ...(scrolls && { tabindex: 0 }) });
    const title = el('b');
    places.set(part, place);
    titles.set(part, title);
    const code = part.code && el('code', {}, part.code);
    const sign = part.mark && el('span', { class: part.mark }, mark(part.mark));
    const head = el('h3', {}, sign || null, title, code || null);
    const never = mostOf(part, most) === 0 ? ' never' : '';
    return el('section', { class: `s-${part.name}${never}` }, head, place);
  });
  const [clock, heap, ...others] = sections as [HTMLElement, HTMLElement, HTMLElement];
  root.classList.add('state');
  root.classList.toggle('short', short === true);
  const calls = under ? [under] : [];
  if (short) root.replaceChildren(...sections, ...calls);
  else {
    const noHeap = most?.timeouts === 0; // then the calls have its place
    const left = el('div', {}, heap, ...(noHeap ? calls : []));
    const two = el('div', { class: 'two' }, left, el('div', {}, ...others));
    root.replaceChildren(clock, two, ...(noHeap ? [] : calls));
  }
  return { places, titles };
}

/** How much of it there will ever be in the run, if that is known. */
function mostOf({ name }: Part, most: Most | undefined): number | undefined {
  const key = name === 'heap' ? 'timeouts' : name;
  return most && (most as unknown as Record<string, number>)[key];
}
