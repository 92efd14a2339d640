/**
 * A student's exercises as one file: exported and imported by the pages, taken by the
 * grader. It comes from outside, so nothing in it is believed before it was looked at.
 */

import type { Words } from './exercise.ts';

const FORMAT = 'ioloop-exercises';
const VERSION = 1;

export interface Submission {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** Who hands it in, if they have said so. */
  readonly name?: string;
  readonly lang: 'zh' | 'en';
  readonly exercises: Readonly<Record<string, Work>>;
}

/** What a student has done of one exercise. */
export interface Work {
  /** What counts: the code that has passed; as long as none has, the one at hand. */
  readonly code: string;
  /** What stands in the editor, where that is another. */
  readonly draft?: string;
  readonly solved: boolean;
  /** How many hints were opened. */
  readonly hints: number;
  readonly seenSolution: boolean;
  /** How often it was run. */
  readonly attempts?: number;
}

export const NO_WORK: Work = { code: '', solved: false, hints: 0, seenSolution: false };

export const LONGEST_FILE = 4_000_000; // characters
const LONGEST_CODE = 100_000;
const LONGEST_NAME = 200;
const SLUG = /^[a-z][a-z0-9-]{0,63}$/;
const CONTROL = /\p{Cc}/u;

/** Why a file is refused, for whoever chose it. */
export class SubmissionError extends Error {
  override readonly name = 'SubmissionError';
  readonly why: Words;

  constructor(zh: string, en: string) {
    super(en);
    this.why = { zh, en };
  }
}

/** Throws SubmissionError. */
export function readSubmission(text: string): Submission {
  if (text.length > LONGEST_FILE) throw new SubmissionError('文件太大。', 'Too large.');
  const file = parse(text.replace(/^\uFEFF/, ''));
  if (!isRecord(file) || file.format !== FORMAT) {
    throw new SubmissionError(
      `这不是练习的导出文件：缺少 "format": "${FORMAT}"。`,
      `This is no exported file of exercises: it has no "format": "${FORMAT}".`,
    );
  }
  if (file.version !== VERSION) {
    const version = String(file.version);
    throw new SubmissionError(
      `文件的版本是 ${version}，这里只读得懂版本 ${VERSION}。`,
      `The file is of version ${version}; only version ${VERSION} is understood here.`,
    );
  }
  return {
    format: FORMAT,
    version: VERSION,
    ...nameOf(file.name),
    lang: langOf(file.lang),
    exercises: exercisesOf(file.exercises),
  };
}

export function writeSubmission(
  exercises: Readonly<Record<string, Work>>,
  lang: 'zh' | 'en',
  name?: string,
): string {
  const file = { format: FORMAT, version: VERSION, ...nameOf(name), lang, exercises };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * What to keep of an exercise that both have. Solved code outweighs code that is not; of
 * two alike the imported is taken. Hints and solutions once seen stay seen.
 */
export function merged(mine: Work | undefined, theirs: Work): Work {
  if (!mine) return theirs;
  const keep = mine.code !== '' && mine.solved && !theirs.solved;
  return {
    ...codeOf(keep || theirs.code === '' ? mine : theirs),
    solved: mine.solved || theirs.solved,
    hints: Math.max(mine.hints, theirs.hints),
    seenSolution: mine.seenSolution || theirs.seenSolution,
    ...attemptsOf(Math.max(mine.attempts ?? 0, theirs.attempts ?? 0)),
  };
}

const codeOf = ({ code, draft }: Work) =>
  draft === undefined ? { code } : { code, draft };

const attemptsOf = (attempts: number) => (attempts > 0 ? { attempts } : {});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SubmissionError('这不是 JSON 文件。', 'This is no JSON file.');
  }
}

function nameOf(name: unknown): { name?: string } {
  if (name === undefined || name === '') return {};
  const good =
    typeof name === 'string' && name.length <= LONGEST_NAME && !CONTROL.test(name);
  if (good) return { name };
  throw wrong('name', `不超过 ${LONGEST_NAME} 个字`, `${LONGEST_NAME} letters at most`);
}

function langOf(lang: unknown): 'zh' | 'en' {
  if (lang === 'zh' || lang === 'en') return lang;
  throw wrong('lang', 'zh 或 en', 'zh or en');
}

function exercisesOf(exercises: unknown): Record<string, Work> {
  if (!isRecord(exercises)) throw wrong('exercises', '一个对象', 'an object');
  return Object.fromEntries(
    Object.entries(exercises).map(([slug, work]) => [slug, workOf(slug, work)]),
  );
}

function workOf(slug: string, work: unknown): Work {
  const where = `exercises.${slug.slice(0, 64)}`;
  if (!SLUG.test(slug)) throw wrong(where, '练习的名字', 'the name of an exercise');
  if (!isRecord(work)) throw wrong(where, '一个对象', 'an object');
  const { code, draft, solved = false, hints = 0, seenSolution = false } = work;
  const { attempts = 0 } = work;
  if (!isCode(code)) throw wrongCode(`${where}.code`);
  if (draft !== undefined && !isCode(draft)) throw wrongCode(`${where}.draft`);
  if (typeof hints !== 'number' || !Number.isInteger(hints) || hints < 0 || hints > 9) {
    throw wrong(`${where}.hints`, '0 到 9 的整数', 'a whole number from 0 to 9');
  }
  if (typeof solved !== 'boolean') throw wrongFlag(`${where}.solved`);
  if (typeof seenSolution !== 'boolean') throw wrongFlag(`${where}.seenSolution`);
  if (typeof attempts !== 'number' || !Number.isSafeInteger(attempts) || attempts < 0) {
    throw wrong(`${where}.attempts`, '非负整数', 'a whole number, not below 0');
  }
  const said = { solved, hints, seenSolution, ...attemptsOf(attempts) };
  return { ...codeOf({ code, draft } as Work), ...said };
}

const isCode = (code: unknown): code is string =>
  typeof code === 'string' && code.length <= LONGEST_CODE;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const wrongFlag = (where: string) => wrong(where, 'true 或 false', 'true or false');

const wrongCode = (where: string) =>
  wrong(
    where,
    `${LONGEST_CODE} 个字符以内的文本`,
    `text of ${LONGEST_CODE} characters at most`,
  );

function wrong(where: string, zh: string, en: string): SubmissionError {
  return new SubmissionError(`${where} 应该是${pad(zh)}。`, `${where} must be ${en}.`);
}

/** A space between Han and Latin. */
const pad = (text: string): string => (/^[\w]/.test(text) ? ` ${text}` : text);
