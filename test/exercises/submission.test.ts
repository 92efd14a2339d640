import { describe, expect, it } from 'vitest';
import {
  merged,
  NO_WORK,
  readSubmission,
  SubmissionError,
  writeSubmission,
} from '../../site/exercises/submission.ts';

const work = { code: 'let a;\n', solved: true, hints: 2, seenSolution: false };

describe('A submission', () => {
  it('is read as it was written', () => {
    const text = writeSubmission({ 'lost-wakeup': work }, 'zh', '王小明');
    const { name, lang, exercises } = readSubmission(text);
    expect({ name, lang, exercises }).toEqual({
      name: '王小明',
      lang: 'zh',
      exercises: { 'lost-wakeup': work },
    });
  });

  it('may begin with the mark of UTF-8', () => {
    const text = writeSubmission({ drift: work }, 'en');
    expect(readSubmission(`\uFEFF${text}`).exercises).toEqual({ drift: work });
  });

  it.each([
    ['no JSON', '{', 'This is no JSON file.'],
    ['a list', '[]', 'no exported file'],
    ['of another kind', '{"format":"else"}', 'no exported file'],
    ['of a later version', file({ version: 2 }), 'version 2'],
    ['in no language', file({ lang: 'fr' }), 'lang must be zh or en.'],
    ['without exercises', file({ exercises: null }), 'exercises must be an object.'],
    ['with a path for a name', file({ exercises: { '../x': work } }), 'exercises.../x'],
    [
      'with code that is no text',
      file({ exercises: { drift: { code: 1 } } }),
      'drift.code',
    ],
    [
      'with hints that are no number',
      file({ exercises: { drift: { ...work, hints: 'two' } } }),
      'drift.hints must be a whole number',
    ],
    ['with a name of two lines', file({ name: 'a\nb' }), 'name must be'],
  ])('is refused when %s, and says why', (_, text, why) => {
    expect(() => readSubmission(text)).toThrow(SubmissionError);
    expect(() => readSubmission(text)).toThrow(why);
  });

  it('does not touch what all objects have in common', () => {
    const text = file({}).replace('"exercises":{}', '"exercises":{"__proto__":{}}');
    expect(() => readSubmission(text)).toThrow('__proto__');
  });
});

describe('Merging', () => {
  it('takes an exercise that is new', () => {
    expect(merged(undefined, work)).toEqual(work);
  });

  it('keeps solved code against code that is not', () => {
    const theirs = { ...NO_WORK, code: 'wrong', hints: 3 };
    expect(merged(work, theirs)).toEqual({ ...work, hints: 3 });
  });

  it('takes the imported code of two that are alike', () => {
    expect(merged(work, { ...work, code: 'newer' }).code).toBe('newer');
  });

  it('does not unsee a solution', () => {
    expect(merged({ ...work, seenSolution: true }, work).seenSolution).toBe(true);
  });
});

function file(other: object): string {
  const whole = { format: 'ioloop-exercises', version: 1, lang: 'en', exercises: {} };
  return JSON.stringify({ ...whole, ...other });
}
