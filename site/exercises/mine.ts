/**
 * A student's files: `my-exercises/<slug>/<file>`. They stand in another folder than what
 * they are laid over, so that their imports lead elsewhere; on the way out and back those
 * are written anew, and an editor finds what they name.
 */

import { posix } from 'node:path';
import { type Exercise, excerptOf } from './exercises.ts';

export const MINE = 'my-exercises';

/** `my-exercises/timeout-heap/min-heap.ts` */
export const pathOf = ({ slug, place }: Exercise): string =>
  `${MINE}/${slug}/${place.file}`;

const IMPORT = /(\bfrom\s{0,9}|\bimport\s{0,9}\(?\s{0,9})(['"])(\.{1,2}\/[^'"\n]+)\2/g;

/** From what an exercise gives out to what a student has. */
export function toMine(exercise: Exercise, text: string): string {
  return moved(text, posix.dirname(exercise.place.path), `${MINE}/${exercise.slug}`);
}

/** And back, to what a run takes. Of a whole file of the loop only the excerpt counts. */
export function fromMine(exercise: Exercise, text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (exercise.place.symbol !== null) return excerptOf(exercise, plain);
  return moved(plain, `${MINE}/${exercise.slug}`, posix.dirname(exercise.place.path));
}

function moved(text: string, from: string, to: string): string {
  return text.replace(IMPORT, (whole, before, quote, name) => {
    const target = posix.join(from, name);
    if (target.startsWith('..')) return whole; // out of the project: as it was given out
    const anew = posix.relative(to, target);
    return `${before}${quote}${anew.startsWith('.') ? anew : `./${anew}`}${quote}`;
  });
}
