/** Says how far a prediction is right, and keeps the rest for those who go on. */

import { Lesson } from '../../../site/exercises/run/lesson.ts';

/** Throws unless the two lists are the same. `what` an entry is, in both languages. */
export function compare(
  predicted: readonly unknown[],
  happened: readonly unknown[],
  what: { zh: string; en: string },
): void {
  const wrong = happened.findIndex((each, i) => !Object.is(each, predicted[i]));
  if (wrong >= 0 && wrong < predicted.length) throw wrongAt(wrong, what);
  if (wrong >= 0) throw tooFew(predicted.length, what);
  if (predicted.length > happened.length) throw tooMany(happened.length, what);
}

function wrongAt(index: number, { zh, en }: { zh: string; en: string }): Lesson {
  return new Lesson({
    zh: `前 ${index} 个${zh}都对，第 ${index + 1} 个不对。`,
    en: `The first ${index} are right; number ${index + 1} is another ${en}.`,
  });
}

function tooFew(count: number, { zh, en }: { zh: string; en: string }): Lesson {
  return new Lesson({
    zh: `你写的 ${count} 个都对，可是后面还有${zh}。`,
    en: `All ${count} that you have are right, but there is one more ${en} at least.`,
  });
}

function tooMany(count: number, { zh, en }: { zh: string; en: string }): Lesson {
  return new Lesson({
    zh: `前 ${count} 个都对，可是只有这么多：多写了${zh}。`,
    en: `The first ${count} are right, but there are no more: you have one ${en} too many.`,
  });
}
