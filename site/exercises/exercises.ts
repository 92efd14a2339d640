/**
 * The exercises, ready to be shown and to be run. `npm run exercise`, the grader and the
 * pages all take them from here.
 */

import { Bundler } from './bundle.ts';
import type { Outcome, Runnable } from './exercise.ts';
import { type Folder, readerOf, readFolders } from './folder.ts';
import { cut, type Place, placeOf } from './place.ts';
import { run } from './run/run.ts';

export type { Folder } from './folder.ts';

export interface Exercise extends Folder {
  readonly place: Place;
  readonly runnable: Runnable;
}

/** All of them, in the order of reading. Throws an error that names what is wrong. */
export function readExercises(root = process.cwd()): Exercise[] {
  const read = readerOf(root);
  const bundler = new Bundler(read);
  return readFolders(root).map((folder) => {
    const place = placeOf(folder, read);
    return { ...folder, place, runnable: runnableOf(folder, place, bundler) };
  });
}

function runnableOf(folder: Folder, place: Place, bundler: Bundler): Runnable {
  const { slug, kind, path: home } = folder;
  const { path, file, before, after } = place;
  const test = `${home}/exercise.test.ts`;
  const solved = { path, text: before + place.solution.trimEnd() + after };
  // The test imports the start, and so is checked by tsc; it gets the student's file.
  const own = place.symbol === null ? { [`${home}/start/${file}`]: path } : {};
  const modules = bundler.bundle(test, solved, { ...folder.standIns, ...own });
  return { slug, kind, path, file, before, after, test, modules };
}

/** What the loop as it should be does in the tests: the turns to draw beside. */
export function runSolution({ runnable, place }: Exercise): Promise<Outcome> {
  return run(runnable, place.solution);
}

/**
 * What a student handed in, as a run takes it. Of an exercise about an excerpt that may
 * also be the whole file: then the excerpt is taken out of it.
 */
export function excerptOf({ place, to }: Exercise, text: string): string {
  if (place.symbol === null) return text;
  try {
    return cut(place.path, text, place.symbol, to ?? place.symbol).text;
  } catch {
    return text; // no such symbol in it: it is the excerpt alone
  }
}
