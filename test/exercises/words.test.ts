import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Words } from '../../site/exercises/exercise.ts';
import type { Exercise } from '../../site/exercises/exercises.ts';
import { run } from '../../site/exercises/run/run.ts';
import { BEHAVIOURS } from '../../site/tests/report.ts';
import { blocksOf } from '../../site/ui/markdown.ts';
import { exercises } from './all.ts';

/** Without what stands in the code itself: that keeps its own punctuation. */
const bare = (text: string) => text.replace(/`[^`]*`/g, '`x`').replace(/^- /gm, '');

async function wordsOf(exercise: Exercise): Promise<Words[]> {
  const { title, about, hints, explanation, brief, runnable, place } = exercise;
  const { results } = await run(runnable, place.start);
  const pairs = hints.zh.map((zh, i) => ({ zh, en: hints.en[i] ?? '' }));
  const told = results.flatMap(({ name, failure }) => [name, failure?.why ?? name]);
  return [title, about, brief, explanation, ...pairs, ...told];
}

describe.each(exercises.map((one) => [one.slug, one] as const))('%s', (_, exercise) => {
  it('sets Chinese with full-width stops, and a space before and after Latin', async () => {
    const wrong =
      /[\u4e00-\u9fff][,;:!?()]|[\u4e00-\u9fff][A-Za-z\d`]|[A-Za-z\d`][\u4e00-\u9fff]/;
    const texts = (await wordsOf(exercise)).map(({ zh }) => bare(zh));
    expect(texts.filter((zh) => wrong.test(zh))).toEqual([]);
  });

  it('sets English with curly quotes', async () => {
    const texts = (await wordsOf(exercise)).map(({ en }) => bare(en));
    expect(texts.filter((en) => /["']/.test(en) || en.trim() === '')).toEqual([]);
  });

  it('uses no marks but `code` and *emphasis* where Markdown is not read', () => {
    const { title, about, hints, explanation } = exercise;
    const pairs = [title, about, explanation];
    const texts = [
      ...pairs.flatMap(({ zh, en }) => [zh, en]),
      ...hints.zh,
      ...hints.en,
    ];
    const marked = texts
      .flatMap(blocksOf)
      .map(({ html }) => html.replace(/<.*?>/g, ''));
    expect(marked.filter((text) => /[*`]/.test(text.replace(/\d \* /g, '')))).toEqual(
      [],
    );
  });

  it('names behaviours, notes and a chapter that exist', () => {
    const { behaviours, notes, after } = exercise;
    expect(behaviours.filter((item) => item < 1 || item > BEHAVIOURS)).toEqual([]);
    expect(notes.filter((id) => !publishedNotes().has(id))).toEqual([]);
    const chapters = globSync('content/chapters/*').map((path) => path.slice(20));
    if (chapters.length > 0) expect(chapters).toContain(after);
  });

  it('has no file that nothing is made of', () => {
    const { path, place, shows, standIns } = exercise;
    const made = ['exercise.yaml', 'zh.md', 'en.md', 'exercise.test.ts', ...shows];
    const own = place.symbol
      ? ['start.patch']
      : [`start/${place.file}`, `solution/${place.file}`];
    const all = [...made, ...own].map((name) => `${path}/${name}`);
    const imported = Object.keys(exercise.runnable.modules);
    const known = [...all, ...imported, ...Object.values(standIns)];
    const files = globSync(`${path}/**/*.*`).map((file) => file.replaceAll('\\', '/'));
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
    expect(all.filter((file) => !existsSync(file))).toEqual([]);
  });
});

let ids: Set<string> | null = null;

function publishedNotes(): Set<string> {
  const read = () => parse(readFileSync('content/notes/ids.yaml', 'utf8')).published;
  ids ??= new Set((Object.values(read()) as string[][]).flat());
  return ids;
}
