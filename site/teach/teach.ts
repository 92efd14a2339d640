/**
 * For teachers, content/teach/: four lessons, and pages on grading and on a lab. What a
 * lesson refers to must be there, and it must fit into its 90 minutes.
 */

import lessonsText from '../../content/teach/lessons.yaml?raw';
import pagesText from '../../content/teach/pages.yaml?raw';
import {
  type Known,
  type Lesson,
  lessons,
  pages as pagesSchema,
  type TeachPage,
} from '../content/schemas/teach.ts';
import { readContent } from '../content/yaml.ts';

export { type Lesson, MINUTES, type TeachPage } from '../content/schemas/teach.ts';

/** Throws an error that says all that is wrong with the file. */
export const readLessons = (yaml: string, known: Known): Lesson[] =>
  readContent('content/teach/lessons.yaml', yaml, lessons(known));

export const readPages = (yaml: string): TeachPage[] =>
  readContent('content/teach/pages.yaml', yaml, pagesSchema);

export const LESSONS = lessonsText;
export const pages = readPages(pagesText);
