/**
 * Says whether a prediction is right. How far it is right is told only from the third run
 * on: a message that names the place of the first mistake would give the answer to anybody
 * who asks it often enough.
 */

import { Lesson } from '../../../site/exercises/run/lesson.ts';
import { tries } from '../../../site/exercises/run/testing.ts';

const SILENT = 2; // runs

/** Throws unless the two lists are the same. `what` an entry is, in both languages. */
export function compare(
  predicted: readonly unknown[],
  happened: readonly unknown[],
  what: { zh: string; en: string },
): void {
  const wrong = happened.findIndex((each, i) => !Object.is(each, predicted[i]));
  if (wrong < 0 && predicted.length === happened.length) return;
  if (tries() < SILENT) throw notYet();
  if (wrong >= 0 && wrong < predicted.length) throw wrongAt(wrong, what);
  if (wrong >= 0) throw tooFew(predicted.length, what);
  throw tooMany(happened.length, what);
}

function notYet(): Lesson {
  return new Lesson({
    zh: '还不对。拿纸笔一轮一轮地走一遍：队列里有什么，堆里有什么，先运行谁。第三次运行起，这里会说前面对了几个。',
    en: 'Not yet. Walk through it turn by turn, with pen and paper: what is in the queue, what is in the heap, who runs first. From the third run on it says here how many are right.',
  });
}

function wrongAt(index: number, { zh, en }: { zh: string; en: string }): Lesson {
  if (index === 0)
    return new Lesson({
      zh: `第一个${zh}就不对。`,
      en: `The very first ${en} is another one.`,
    });
  return new Lesson({
    zh: `前面对了 ${index} 个，第 ${index + 1} 个${zh}不对。`,
    en: `So far ${index} right; number ${index + 1} is another ${en}.`,
  });
}

function tooFew(count: number, { zh, en }: { zh: string; en: string }): Lesson {
  if (count === 0)
    return new Lesson({
      zh: `还一个都没有写：至少有一个${zh}。`,
      en: `Nothing is written yet: there is one ${en} at least.`,
    });
  return new Lesson({
    zh: `写了的 ${count} 个都对，可是后面还有。`,
    en: `Right so far, but after these ${count} there is one more ${en} at least.`,
  });
}

function tooMany(count: number, { zh, en }: { zh: string; en: string }): Lesson {
  return new Lesson({
    zh: `只有 ${count} 个，前面的都对：你多写了${zh}。`,
    en: `Right so far, but there are only ${count}: you have one ${en} too many.`,
  });
}
