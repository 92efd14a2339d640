/** The stage of the grown program that belongs to a chapter, as it is shown there. */

import { outputOf } from '../grow/outputs.ts';
import { fileOf, readStages, type Stage } from '../grow/stages.ts';
import type { Seen } from '../grow/visit.ts';
import { linesIn } from '../source/excerpt.ts';
import { findSymbol } from '../source/notes/symbols.ts';
import type { Lang } from '../ui/text.ts';

const stages: readonly Stage[] = readStages();

const BESIDE = 2; // unchanged lines before and after those that are new
const LONG = 8; // lines of output
const outputs = new Map<string, Seen[] | null>();
for (const stage of stages) outputs.set(stage.id, await outputOf(stage));

export type GrownLine = ReturnType<typeof linesIn>[number] & { isNew: boolean };

export const stageOf = (slug: string): Stage | undefined =>
  stages.find(({ id }) => id === slug);

/** What is new, with some lines around; all of the first stage. */
export function newLines(stage: Stage): GrownLine[][] {
  const last = stage.text.trimEnd().split('\n').length;
  const lines = linesIn(fileOf(stage), stage.text, 1, last);
  const all = lines.map((line) => ({ ...line, isNew: stage.added.has(line.n) }));
  if (stage.number === 0) return [all];
  const isNear = (n: number) => [...stage.added].some((m) => Math.abs(m - n) <= BESIDE);
  return hunks(all.filter(({ n }) => isNear(n)));
}

function hunks(lines: GrownLine[]): GrownLine[][] {
  const parts: GrownLine[][] = [];
  for (const line of lines) {
    const part = parts.at(-1);
    if (part?.at(-1)?.n === line.n - 1) part.push(line);
    else parts.push([line]);
  }
  return parts.map(withoutBlankEdges);
}

function withoutBlankEdges(lines: GrownLine[]): GrownLine[] {
  const isBlank = ({ html, isNew }: GrownLine) => html.trim() === '' && !isNew;
  const first = lines.findIndex((line) => !isBlank(line));
  return lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}

/** A part of the stage by its name: `Loop.turn`. */
export function grownSymbol(stage: Stage, name: string) {
  const range = findSymbol(fileOf(stage), stage.text, name);
  if (!range) throw new Error(`no ${name} in ${stage.name}`);
  return linesIn(fileOf(stage), stage.text, range.from, range.to);
}

/** The middle of a long output says nothing that its ends do not say. */
export function outputOfStage({ id }: Stage): Seen[] | null {
  const shorten = ({ did, printed }: Seen): Seen => ({
    did,
    printed:
      printed.length <= LONG
        ? printed
        : [...printed.slice(0, 2), `… (${printed.length - 4})`, ...printed.slice(-2)],
  });
  return outputs.get(id)?.map(shorten) ?? null;
}

type Said = [pattern: RegExp, zh: string, en: string];

const DONE: readonly Said[] = [
  [/^Ctrl-C$/, '按下 Ctrl-C', 'Ctrl-C is pressed'],
  [/^(\d+) join in silence$/, '$1 个人进来，不说话', '$1 come in and say nothing'],
  [/^the silent leave$/, '不说话的人都走了', 'those who said nothing leave'],
  [/^look at the page$/, '浏览器打开网页', 'a browser opens the page'],
  [/^(\w+) joins$/, '$1 进来', '$1 comes in'],
  [/^(\w+) leaves$/, '$1 离开', '$1 leaves'],
  [/^(\w+) says (.*)$/, '$1 说：$2', '$1 says: $2'],
  [/^(\w+) types (.*)$/, '$1 打出 $2，没有换行', '$1 types $2, and no new line'],
  [/^(\w+) resets$/, '$1 的连接被重置', 'the connection of $1 is reset'],
  [/^(\w+) rests$/, '$1 不再读', '$1 stops reading'],
  [/^(\w+) reads (\d+)$/, '$1 接着读，读了 $2 字节', '$1 reads again, $2 bytes'],
  [/^(\w+) waits (\d+)$/, '$1 等 $2 毫秒', '$1 waits $2 ms'],
  [/^(\w+) is silent$|^(\w+) waits$/, '$1$2 不说话', '$1$2 says nothing'],
];

/** A step of a visit, in words. */
export function done(did: string, lang: Lang): string {
  const said = DONE.find(([pattern]) => pattern.test(did));
  if (!said) return did;
  const [pattern, zh, en] = said;
  return did.replace(pattern, { zh, en }[lang]);
}
