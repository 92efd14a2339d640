/** Everything that a chapter points at is there. */

import { hint } from '../content/nearest.ts';
import { isManPage } from '../content/shapes.ts';
import { BEHAVIOURS } from '../tests/report.ts';
import type { Chapter, Problem } from './chapter.ts';
import { drawings } from './kernel/drawings.ts';
import type { Known } from './known.ts';
import { nameOf } from './parity.ts';
import { type Use, usesOf } from './text.ts';
import { faultIn } from './values.ts';

const drawn = new Set(Object.keys(drawings));
const MOST = 48; // lines of code in one piece

export function referenceProblems(chapter: Chapter, known: Known): Problem[] {
  const { folder } = chapter;
  const ofTexts = (['zh', 'en'] as const).flatMap((lang) =>
    usesOf(chapter.text[lang]).flatMap((use) => {
      const wrong = wrongWith(use, known) ?? wrongInStage(use, chapter, known);
      const where = `${folder}/${lang}.mdx:${use.line}`;
      return wrong ? [{ where, text: `${nameOf(use)}: ${wrong}` }] : [];
    }),
  );
  const ofMeta = metaProblems(chapter, known).map((text) => ({
    where: `${folder}/chapter.yaml`,
    text,
  }));
  return [...ofTexts, ...ofMeta];
}

/** What the chapter shows of its own stage of the grown program. */
function wrongInStage(
  { name, props }: Use,
  { slug }: Chapter,
  known: Known,
): string | undefined {
  if (name !== 'Grow' && name !== 'Beside') return undefined;
  const parts = known.grown.get(slug);
  if (!parts) return `content/grow has no stage ${slug}`;
  return name === 'Beside' ? unlisted('part', String(props.grown), parts) : undefined;
}

function metaProblems(
  { tests, behaviours, exercises, now }: Chapter,
  known: Known,
): string[] {
  const among = (id: string) => unlisted('exercise', id, known.exercises);
  return [
    ...tests.filter((file) => !known.test(file)).map((file) => `no test file ${file}`),
    ...behaviours.map(unknownBehaviour).filter((text) => text !== undefined),
    ...[...exercises, ...(now === 'grow' ? [] : [now])]
      .map(among)
      .filter((text) => text !== undefined),
  ];
}

const unknownBehaviour = (n: number): string | undefined =>
  n >= 1 && n <= BEHAVIOURS
    ? undefined
    : `no behaviour B${n}: they go to ${BEHAVIOURS}`;

/** Nothing where the list itself is not there yet. */
function unlisted(
  what: string,
  id: string,
  list: ReadonlySet<string> | ReadonlyMap<string, unknown> | undefined,
): string | undefined {
  if (!list || list.has(id)) return undefined;
  return `no ${what} ${id}${hint(id, list.keys())}`;
}

function wrongSymbol(symbol: string, file: string, known: Known): string | undefined {
  const symbols = known.symbols(file);
  if (!symbols) return `no source file ${file}`;
  const lines = symbols.get(symbol);
  if (!lines) return `no symbol ${symbol} in ${file}${hint(symbol, symbols.keys())}`;
  const long = `${symbol} has ${lines} lines: name a member, or a note; ${MOST} at the most`;
  return lines > MOST ? long : undefined;
}

type Check = (props: Record<string, string>, known: Known) => string | undefined;

const CHECKS: Record<string, Check> = {
  Code: ({ note, symbol = '', file = '' }, known) => {
    if (note) return unlisted('note', note, known.notes);
    return wrongSymbol(symbol, file, known);
  },
  Beside: ({ symbol = '', file = '' }, known) => wrongSymbol(symbol, file, known),
  Kernel: ({ id = '' }) => unlisted('drawing', id, drawn),
  Chapter: ({ id = '' }, known) => unlisted('chapter', id, new Set(known.chapters)),
  Value: ({ figure = '', where = '', column = '' }, known) => {
    const rows = known.figures?.get(figure);
    if (!rows) return unlisted('figure', figure, known.figures);
    return faultIn(rows, where, column);
  },
  Replay: ({ id = '', at }, known) =>
    unlisted('replay', id, known.replays) ?? (at && unlisted('note', at, known.notes)),
  Twin: ({ id = '' }, known) => {
    const [replay = '', twin] = id.split('~');
    const twins = known.replays
      ?.get(replay)
      ?.twins.map((each) => each.id.split('~').at(-1));
    return (
      unlisted('replay', replay, known.replays) ??
      unlisted('twin', twin ?? '', twins && new Set(twins.map(String)))
    );
  },
  Ask: ({ replay = '', question = '0' }, known) => {
    const many = known.replays?.get(replay)?.questions.length;
    const has = many === undefined || Number(question) < many;
    const counted = `${replay} has ${many} questions; the first is question={0}`;
    return unlisted('replay', replay, known.replays) ?? (has ? undefined : counted);
  },
  Figure: ({ id = '' }, known) => unlisted('figure', id, known.figures),
  Term: ({ id = '' }, known) =>
    unlisted('term in content/glossary.yaml', id, known.terms),
  Exercise: ({ id = '' }, known) => unlisted('exercise', id, known.exercises),
  B: ({ n }) => unknownBehaviour(Number(n)),
  Man: ({ page }) =>
    isManPage(page ?? '') ? undefined : 'a manual page is name(section)',
  Tornado: ({ symbol = '' }, known) =>
    known.tornado(symbol) ? undefined : `no row ${symbol} in content/map.yaml`,
  Test: ({ file = '', name }, known) => {
    const text = known.test(file);
    if (text === undefined) return `no test file ${file}`;
    return !name || text.includes(name) ? undefined : `no test of that name in ${file}`;
  },
};

function wrongWith({ name, props }: Use, known: Known): string | undefined {
  const texts = Object.entries(props).map(([key, value]) => [key, String(value)]);
  return CHECKS[name]?.(Object.fromEntries(texts), known) || undefined;
}
