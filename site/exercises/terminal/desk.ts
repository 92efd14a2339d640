/** What lies on a student's desk: their files, and how far they are. */

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exercise } from '../exercises.ts';
import type { Lang } from '../locale.ts';
import { fromMine, MINE, pathOf, toMine } from '../mine.ts';
import { NO_WORK, readSubmission, type Work, writeSubmission } from '../submission.ts';

export class Desk {
  readonly exercises: readonly Exercise[];
  readonly lang: Lang;
  readonly #root: string;
  #works: Readonly<Record<string, Work>>;

  constructor(root: string, exercises: readonly Exercise[], lang: Lang) {
    this.#root = root;
    this.exercises = exercises;
    this.lang = lang;
    this.#works = this.#load();
  }

  /** How far one is; the code of it stands in its file. */
  work({ slug }: Exercise): Work {
    return this.#works[slug] ?? NO_WORK;
  }

  note(exercise: Exercise, news: Partial<Work>): void {
    const work = { ...this.work(exercise), ...news };
    this.#works = { ...this.#works, [exercise.slug]: work };
    const text = writeSubmission(this.#works, this.lang);
    this.#write(join(MINE, 'progress.json'), text);
  }

  get solved(): number {
    return this.exercises.filter((each) => this.work(each).solved).length;
  }

  /** The one to go on with: as chosen, else the first that is not solved. */
  get current(): Exercise {
    const chosen = this.find(this.#read(join(MINE, 'current')).trim());
    return chosen ?? this.after(undefined) ?? (this.exercises[0] as Exercise);
  }

  choose({ slug }: Exercise): void {
    this.#write(join(MINE, 'current'), `${slug}\n`);
  }

  find(slug: string): Exercise | undefined {
    return this.exercises.find((each) => each.slug === slug);
  }

  /** The next that is not solved, from the beginning again after the last. */
  after(exercise: Exercise | undefined): Exercise | undefined {
    const at = exercise ? this.exercises.indexOf(exercise) + 1 : 0;
    const rest = [...this.exercises.slice(at), ...this.exercises.slice(0, at)];
    return rest.find((each) => each !== exercise && !this.work(each).solved);
  }

  /** Hand it out, if it has not been. */
  lay(exercise: Exercise): void {
    const path = this.pathOf(exercise);
    if (existsSync(path)) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, toMine(exercise, exercise.place.start));
    for (const { name, text } of exercise.shown)
      this.#write(join(dirname(pathOf(exercise)), name), this.#shown(exercise, text));
  }

  /** What the student has written, as a run takes it. */
  text(exercise: Exercise): string {
    return fromMine(exercise, readFileSync(this.pathOf(exercise), 'utf8'));
  }

  /** As it was handed out. Gives the name under which what was there is kept. */
  reset(exercise: Exercise): string | null {
    const path = this.pathOf(exercise);
    if (!existsSync(path)) {
      this.lay(exercise);
      return null;
    }
    let count = 1;
    while (existsSync(`${path}.${count}.bak`)) count++;
    copyFileSync(path, `${path}.${count}.bak`);
    writeFileSync(path, toMine(exercise, exercise.place.start));
    this.note(exercise, { solved: false });
    return `${pathOf(exercise)}.${count}.bak`;
  }

  pathOf(exercise: Exercise): string {
    return join(this.#root, pathOf(exercise));
  }

  /** All of it as one file, like the pages of the site export it. */
  exported(name: string | undefined): string {
    const works = this.exercises.flatMap((exercise) => {
      if (!existsSync(this.pathOf(exercise))) return [];
      return [[exercise.slug, { ...this.work(exercise), code: this.text(exercise) }]];
    });
    return writeSubmission(Object.fromEntries(works), this.lang, name);
  }

  #shown({ path, slug }: Exercise, text: string): string {
    return toMine({ slug, place: { path: `${path}/x` } } as Exercise, text);
  }

  #load(): Readonly<Record<string, Work>> {
    const text = this.#read(join(MINE, 'progress.json'));
    try {
      return text === '' ? {} : readSubmission(text).exercises;
    } catch {
      return {}; // nothing is lost but the ticks: the files are what counts
    }
  }

  #read(path: string): string {
    const file = join(this.#root, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Whole or not at all. */
  #write(path: string, text: string): void {
    const file = join(this.#root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  }
}
