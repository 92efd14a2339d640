/** A chapter: what chapter.yaml says of it, and its text in both languages. */

import { createHash } from 'node:crypto';
import { type Meta, chapter as schema } from '../content/schemas/chapter.ts';
import { type Problem, readYaml } from '../content/yaml.ts';
import type { Lang, Pair } from '../ui/text.ts';
import { type Fault, readText, type Text } from './text.ts';

export const FOLDER = 'content/chapters/';

export interface Chapter extends Omit<Meta, 'read'> {
  folder: string; // 'content/chapters/07-one-turn'
  number: number;
  slug: string; // 'one-turn'
  text: Record<Lang, Text>;
  /** What each language's text is now, and what the other's was when last compared. */
  hash: Pair;
  read: Partial<Pair>;
}

export type { Problem } from '../content/yaml.ts';

/** `content/chapters/07-one-turn/zh.mdx` → `content/chapters/07-one-turn`, 7, one-turn */
const NAME = /^(content\/chapters\/(\d\d)-([a-z0-9-]+))\/(chapter\.yaml|(zh|en)\.mdx)$/;

/** Texts by path from the root; whatever else is in the folder is a mistake. */
export function readChapters(texts: Record<string, string>): {
  chapters: Chapter[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const paths = Object.keys(texts).sort();
  for (const path of paths.filter((path) => !NAME.test(path)))
    problems.push({
      where: path,
      text: 'a chapter is NN-slug/{chapter.yaml,zh.mdx,en.mdx}',
    });
  const folders = new Set(paths.flatMap((path) => NAME.exec(path)?.[1] ?? []));
  const chapters = [...folders].flatMap((folder) => {
    const read = readChapter(folder, texts);
    problems.push(...read.problems);
    return read.chapter ? [read.chapter] : [];
  });
  return { chapters, problems };
}

function readChapter(folder: string, texts: Record<string, string>) {
  const problems: Problem[] = [];
  const take = (name: string) => {
    const text = texts[`${folder}/${name}`];
    if (!text?.trim())
      problems.push({ where: `${folder}/${name}`, text: 'is missing' });
    return text ?? '';
  };
  const [yaml, zh, en] = [take('chapter.yaml'), take('zh.mdx'), take('en.mdx')];
  if (!yaml) return { problems };
  const { data: meta, ...found } = readYaml(`${folder}/chapter.yaml`, yaml, schema);
  problems.push(...found.problems);
  if (!meta) return { problems };
  const [, , number = '0', slug = ''] = NAME.exec(`${folder}/zh.mdx`) ?? [];
  const text = { zh: readText(zh), en: readText(en) };
  for (const lang of ['zh', 'en'] as const)
    problems.push(...text[lang].faults.map(located(`${folder}/${lang}.mdx`)));
  const { read = {}, ...rest } = meta;
  const hash = { zh: hashOf(zh), en: hashOf(en) };
  const chapter = { ...rest, folder, number: Number(number), slug, text, hash, read };
  return { chapter, problems };
}

const located = (file: string) => (fault: Fault) => ({
  where: `${file}:${fault.line}`,
  text: fault.text,
});

/** The same for texts that differ in white space alone. */
export function hashOf(text: string): string {
  const tidy = text.trim().replace(/\s+/g, ' ');
  return createHash('sha256').update(tidy).digest('hex').slice(0, 8);
}
