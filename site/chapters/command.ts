/** What `npm run chapters` understands: nothing, `--check`, or `accept` and slugs. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { parseDocument } from 'yaml';
import { hint } from '../content/nearest.ts';
import { describe } from '../content/yaml.ts';
import { type Chapter, type Problem, readChapters } from './chapter.ts';
import { chapterProblems } from './check.ts';
import { chapterTexts } from './disk.ts';
import { knownIn } from './known.ts';
import { lengthOf, minutesOf } from './measure.ts';
import { averageProblems, missingNames } from './prose/plain.ts';
import { proseProblems } from './prose/prose.ts';

const HELP = `
npm run chapters                    what there is, and everything that is wrong with it
npm run chapters -- accept SLUG…    sign: zh.mdx and en.mdx were read beside each other
npm run chapters -- --check         problems only, those of the prose of all content too

Exit code: 0 all is well, 1 chapters need attention, 2 the command was not understood.
`.trim();

export interface Outcome {
  exitCode: 0 | 1 | 2;
  out: string;
}

export async function runCommand(args: string[], root: string): Promise<Outcome> {
  const read = readArgs(args);
  if (typeof read === 'string') return { exitCode: 2, out: `${read}\n\n${HELP}` };
  if (read.help) return { exitCode: 0, out: HELP };
  const [name, ...slugs] = read.words;
  if (name === 'accept') return accept(root, slugs);
  if (name) return { exitCode: 2, out: `unknown command "${name}"\n\n${HELP}` };
  return status(root, read.check);
}

function readArgs(args: string[]) {
  try {
    const boolean = { type: 'boolean', default: false } as const;
    const options = { check: boolean, help: { ...boolean, short: 'h' } };
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options,
    });
    return { ...values, words: positionals };
  } catch (error) {
    return (error as Error).message;
  }
}

/** Everything that would stop a build, and what the checks of the prose say. */
export async function inspect(
  root: string,
): Promise<{ chapters: Chapter[]; problems: Problem[] }> {
  const known = await knownIn(root);
  const { chapters, problems } = readChapters(await chapterTexts(root));
  const found = [...problems, ...chapterProblems(chapters, known)];
  const words = [...chapters.flatMap(averageProblems), ...missingNames(chapters)];
  const prose = await proseProblems(root, known);
  return { chapters, problems: [...found, ...words, ...prose] };
}

async function status(root: string, isQuiet: boolean): Promise<Outcome> {
  const { chapters, problems } = await inspect(root);
  const lines = problems.map(describe);
  const many = lines.length === 1 ? '1 problem' : `${lines.length} problems`;
  const out = [
    ...(isQuiet ? [] : chapters.map(lineOf)),
    ...lines.map((line) => styleText('red', line)),
    ...(lines.length > 0 ? [many] : []),
  ];
  return { exitCode: lines.length > 0 ? 1 : 0, out: out.join('\n') };
}

function lineOf({ folder, text }: Chapter): string {
  const [zh, en] = [lengthOf(text.zh, 'zh'), lengthOf(text.en, 'en')];
  const minutes = `${minutesOf(text.zh, 'zh')}/${minutesOf(text.en, 'en')} min`;
  return `${folder.slice(17).padEnd(20)} zh ${zh} characters, en ${en} words, ${minutes}`;
}

async function accept(root: string, slugs: string[]): Promise<Outcome> {
  const { chapters } = readChapters(await chapterTexts(root));
  const known = chapters.map(({ slug }) => slug);
  const unknown = slugs.filter((slug) => !known.includes(slug));
  if (slugs.length === 0 || unknown.length > 0) {
    const names = unknown.map((slug) => `no chapter ${slug}${hint(slug, known)}`);
    const out = [...names, ...(names.length > 0 ? [] : [HELP])].join('\n');
    return { exitCode: 2, out };
  }
  const chosen = chapters.filter(({ slug }) => slugs.includes(slug));
  for (const chapter of chosen) await sign(root, chapter);
  return { exitCode: 0, out: chosen.map(({ slug }) => `signed ${slug}`).join('\n') };
}

async function sign(root: string, { folder, hash }: Chapter): Promise<void> {
  const path = join(root, folder, 'chapter.yaml');
  const text = await readFile(path, 'utf8');
  const before = text.replace(/^read:.*\n(?:[ ]+.*\n)*/m, '').trimEnd();
  const signed = `${before}\nread: { zh: '${hash.en}', en: '${hash.zh}' }\n`;
  if (parseDocument(signed).errors.length > 0) throw new Error(`${path}: not YAML`);
  await writeFile(path, signed);
}
