/** Where a student types the loop, and how far they are: `my-exercises/grow/`. */

import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { GROW, type Stage } from './stages.ts';

const MINE = 'my-exercises/grow';
const FILE = `${MINE}/grow.ts`;
const PLACE = 'stage.txt';

/** An empty loop to begin with: its exports, and nothing inside. */
const BLANK = `// A loop, and a chat server that runs on it.
import * as sys from './kernel.ts';

export class Loop {
  // …
}

function serve(): void {
  // …
}

if (import.meta.main) serve();
`;

export class Desk {
  readonly file: string;
  readonly #stages: readonly Stage[];
  readonly #folder: string;

  constructor(root: string, stages: readonly Stage[]) {
    this.#stages = stages;
    this.#folder = join(root, MINE);
    this.file = join(root, FILE);
  }

  /** The stage to be typed now; undefined when all are. */
  get stage(): Stage | undefined {
    return this.#stages[this.#number];
  }

  get #number(): number {
    const place = join(this.#folder, PLACE);
    return existsSync(place) ? Number(readFileSync(place, 'utf8')) : 0;
  }

  find(name: string): Stage | undefined {
    const is = ({ id, number, name: full }: Stage) =>
      [id, full, String(number), full.slice(5)].includes(name);
    return this.#stages.find(is);
  }

  /** The student's file is there, and stays as it is. */
  lay(): void {
    mkdirSync(this.#folder, { recursive: true });
    const kernel = `export * from '../../${GROW}/kernel.ts';\n`;
    writeFileSync(join(this.#folder, 'kernel.ts'), kernel);
    if (!existsSync(this.file))
      writeFileSync(this.file, this.#beginningOf(this.#number));
  }

  /** Begin at a stage, with the program of the one before. Gives what was kept of yours. */
  begin({ number }: Stage): string | null {
    const kept = existsSync(this.file)
      ? this.file.replace(/\.ts$/, '.before.ts')
      : null;
    if (kept) renameSync(this.file, kept);
    this.lay();
    writeFileSync(this.file, this.#beginningOf(number));
    this.#put(number);
    return kept;
  }

  next(): void {
    this.#put(this.#number + 1);
  }

  #beginningOf(number: number): string {
    return this.#stages[number - 1]?.text ?? BLANK;
  }

  #put(number: number): void {
    writeFileSync(join(this.#folder, PLACE), `${number}\n`);
  }
}
