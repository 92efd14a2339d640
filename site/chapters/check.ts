/** Everything that is wrong with the chapters, told at once: a build needs none of it. */

import { describe, type Problem } from '../content/yaml.ts';
import type { Chapter } from './chapter.ts';
import type { Known } from './known.ts';
import { lengthOf, minutesOf } from './measure.ts';
import { parityProblems, signatureProblems } from './parity.ts';
import { referenceProblems } from './references.ts';
import { type Use, usesOf } from './text.ts';

const LENGTHS = { zh: [800, 2600, 'characters'], en: [500, 1600, 'words'] } as const;
const LONGEST = 12; // minutes

export function chapterProblems(chapters: readonly Chapter[], known: Known): Problem[] {
  return [
    ...chapters.flatMap((chapter) => [
      ...parityProblems(chapter),
      ...referenceProblems(chapter, known),
      ...lengthProblems(chapter),
      ...timeProblems(chapter),
      ...neededProblems(chapter),
      ...termsTwice(chapter),
      ...signatureProblems(chapter),
    ]),
    ...sameNumber(chapters),
  ];
}

class ChaptersError extends Error {
  override readonly name = 'ChaptersError';
}

export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0)
    throw new ChaptersError(`\n${problems.map(describe).join('\n')}`);
}

function lengthProblems({ folder, text }: Chapter): Problem[] {
  return (['zh', 'en'] as const).flatMap((lang) => {
    const [least, most, unit] = LENGTHS[lang];
    const length = lengthOf(text[lang], lang);
    if (text[lang].faults.length > 0 || (length >= least && length <= most)) return [];
    const said = `${length} ${unit}: a chapter has ${least} to ${most}`;
    return [{ where: `${folder}/${lang}.mdx`, text: said }];
  });
}

function timeProblems({ folder, text }: Chapter): Problem[] {
  return (['zh', 'en'] as const).flatMap((lang) => {
    const minutes = minutesOf(text[lang], lang);
    if (minutes <= LONGEST) return [];
    const said = `${minutes} minutes: a chapter takes ${LONGEST} at the most`;
    return [{ where: `${folder}/${lang}.mdx`, text: said }];
  });
}

/** Something to look at, something to predict, and what bears it out. */
function neededProblems({ folder, text, tests, behaviours }: Chapter): Problem[] {
  const used = new Set(usesOf(text.en).map(({ name }) => name));
  const hasOne = (...names: string[]) => names.some((name) => used.has(name));
  const lacks = [
    !hasOne('Replay', 'Twin', 'Figure') && 'no <Replay>, <Twin> or <Figure>',
    !hasOne('Grow') && 'no <Grow>: each chapter has its step of the grown program',
    !hasOne('Beside') &&
      'no <Beside>: each chapter says what the real one does besides',
    !hasOne('Ask') && 'no <Ask>: each chapter lets its reader predict something',
    tests.length === 0 && 'chapter.yaml names no tests',
    behaviours.length === 0 && 'chapter.yaml names no behaviours',
  ];
  return lacks
    .filter((lack) => lack !== false)
    .map((text) => ({ where: folder, text }));
}

/** A term is a link once in a page; a second one says nothing more. */
function termsTwice({ folder, text }: Chapter): Problem[] {
  return (['zh', 'en'] as const).flatMap((lang) => {
    const terms = usesOf(text[lang]).filter(({ name }) => name === 'Term');
    const isAgain = ({ props }: Use, i: number) =>
      terms.findIndex((other) => other.props.id === props.id) < i;
    return terms.filter(isAgain).map(({ props, line }) => ({
      where: `${folder}/${lang}.mdx:${line}`,
      text: `<Term id=${props.id}> is there already: link a term once`,
    }));
  });
}

function sameNumber(chapters: readonly Chapter[]): Problem[] {
  return chapters
    .filter((one, i) => chapters.findIndex(({ number }) => number === one.number) < i)
    .map(({ folder }) => ({ where: folder, text: 'its number is taken' }));
}
