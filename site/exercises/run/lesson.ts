/** An error that teaches: a test, or the world that it has set up, says what is wrong. */

import type { Words } from '../exercise.ts';

export class Lesson extends Error {
  override readonly name = 'Lesson';
  readonly why: Words;

  constructor(why: Words) {
    super(why.en);
    this.why = why;
  }
}
