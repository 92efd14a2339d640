/** The loop at one step, told in a few words: when it is, and what waits for what. */

import type { Pair } from '../ui/text.ts';
import { type HeapEntry, type Recording, stateAt } from './recording.ts';

export interface Waiting {
  mark: 'cb' | 'to' | 'fd';
  zh: string;
  en: string;
  /** Names, each with its number where it has one: `tick 300`. */
  names: string[];
  more: number; // that are not named
}

export interface Moment {
  when: Pair;
  waiting: Waiting[];
}

const NAMED = 4;

/** The batch is left out: in it stands, in order, what a question may ask for. */
export function momentOf(recording: Recording, step: number): Moment {
  const { now, callbacks, timeouts, interests } = stateAt(recording, step);
  const turn = recording.turns.filter(({ first }) => first <= step).length;
  const heap = timeouts.filter(({ cancelled }) => !cancelled).sort(byDeadline);
  const watched = interests.filter(({ what }) => !/waker/i.test(what));
  const ms = Math.round(now * 10) / 10;
  return {
    when: {
      zh: `${turn ? `第 ${turn} 轮` : '第一轮之前'}，${ms} ms`,
      en: `${turn ? `turn ${turn}` : 'before the first turn'}, ${ms} ms`,
    },
    waiting: [
      list('cb', { zh: '队列里', en: 'queued' }, callbacks),
      list('to', { zh: '堆里', en: 'in the heap' }, heap.map(named)),
      list(
        'fd',
        { zh: '关注着', en: 'watched' },
        watched.map(({ fd, handler }) => `fd ${fd} ${handler}`),
      ),
    ].filter(({ names }) => names.length > 0),
  };
}

function list(mark: Waiting['mark'], words: Pair, all: string[]): Waiting {
  const names = all.slice(0, NAMED);
  return { mark, ...words, names, more: all.length - names.length };
}

const byDeadline = (a: HeapEntry, b: HeapEntry): number =>
  a.deadline - b.deadline || a.id - b.id;

const named = ({ name, deadline }: HeapEntry): string =>
  `${name} ${Math.round(deadline * 10) / 10}`;
