/**
 * A sweep of small accidents: every note, every line of its symbol, four accidents. A
 * second reading of the text, which shares nothing with the gate, says what is true.
 */

import { describe, expect, it } from 'vitest';
import { bareTokens } from './bare-tokens.ts';
import { type Case, casesOf, corpus, type Text, verdictOn } from './corpus.ts';

interface Accident {
  name: string;
  lines: string[];
  /** Where a line of the unharmed text is now; gone, if nowhere. */
  now: (line: number) => number | undefined;
}

const INSERTED = ['inserted();', '// a remark', '', '}', '{', '/* a remark */'];

/** The same numbers in every run (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % below;
  };
}

function accidents(
  lines: readonly string[],
  line: number,
  random: (n: number) => number,
) {
  const here = lines[line - 1] ?? '';
  const another = lines[random(lines.length)] ?? '';
  const choice = [...INSERTED, another, here][random(INSERTED.length + 2)] ?? '';
  return [
    deleted(lines, line),
    inserted(lines, line + 1, here),
    swapped(lines, line),
    inserted(lines, line, choice),
  ];
}

function deleted(lines: readonly string[], line: number): Accident {
  return {
    name: `delete ${line}`,
    lines: lines.toSpliced(line - 1, 1),
    now: (other) => (other === line ? undefined : other > line ? other - 1 : other),
  };
}

function inserted(lines: readonly string[], line: number, text: string): Accident {
  return {
    name: `insert "${text}" before ${line}`,
    lines: lines.toSpliced(line - 1, 0, text),
    now: (other) => (other >= line ? other + 1 : other),
  };
}

function swapped(lines: readonly string[], line: number): Accident {
  const [here = '', next = ''] = lines.slice(line - 1, line + 1);
  return {
    name: `swap ${line} with ${line + 1}`,
    lines: lines.toSpliced(line - 1, 2, next, here),
    now: (other) => (other === line ? line + 1 : other === line + 1 ? line : other),
  };
}

/** The quote stands where the note stands, word for word. */
function expectQuoteAt(one: Case, lines: readonly string[], from: number): void {
  const quoted = one.note.quote
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const there = lines
    .slice(from - 1, from - 1 + quoted.length)
    .map((line) => line.trim());
  if (quoted.length === 1) expect(there[0]).toContain(quoted[0]);
  else expect(there).toEqual(quoted);
}

/**
 * Is a part of the symbol another one now? Not if the code from its first line on
 * begins as it did: its brackets are balanced, so what comes after them is outside.
 */
function isChanged(one: Case, { lines, now }: Accident): boolean {
  return one.parts.some(({ from, to }) => {
    const code: number[] = [];
    for (let line = from; line <= to; line++) if (one.isCode(line)) code.push(line);
    const known = code.map(now).filter((line) => line !== undefined);
    const before = one.lines.slice(Math.min(...code) - 1, to);
    return !codeOf(lines.slice(Math.min(...known) - 1)).startsWith(codeOf(before));
  });
}

function codeOf(lines: readonly string[]): string {
  return bareTokens(lines.join('\n')).join(' ');
}

/** Does the quote still stand in one piece? */
function isWhole({ placed }: Case, { now }: Accident): boolean {
  const from = now(placed.from);
  const to = now(placed.to);
  return (
    from !== undefined && to !== undefined && to - from === placed.to - placed.from
  );
}

/** One, unless the first of several quoted lines is doubled: either copy will do. */
function rightPlaces({ placed }: Case, { now }: Accident): (number | undefined)[] {
  const last = now(placed.to);
  return [now(placed.from), last && last - (placed.to - placed.from)];
}

function check(one: Case, accident: Accident): 'silent' | 'stale' | 'refused' {
  const { from, problems } = verdictOn(one, accident.lines);
  const kinds = problems.map(({ kind }) => kind);
  const name = `${one.name}: ${accident.name}`;
  if (from !== undefined) {
    expect(rightPlaces(one, accident), name).toContain(from);
    expectQuoteAt(one, accident.lines, from);
  } else
    expect(kinds, name).toContainEqual(expect.stringMatching(/^(?:quote|symbol)$/));

  const told = kinds.includes('stale') || kinds.includes('symbol');
  if (isChanged(one, accident)) expect(told, name).toBe(true);

  const same = codeOf(one.lines) === codeOf(accident.lines);
  if (same && isWhole(one, accident)) expect(problems, name).toEqual([]);
  if (same) expect(kinds, name).not.toContain('stale');
  return from === undefined ? 'refused' : told ? 'stale' : 'silent';
}

function sweep(text: Text): Record<string, number> {
  const random = randomNumbers(20_110_414);
  const outcomes = { silent: 0, stale: 0, refused: 0 };
  for (const one of casesOf(text)) {
    const { symbolFrom, symbolTo } = one.placed;
    for (let line = symbolFrom; line <= symbolTo; line++) {
      for (const accident of accidents(one.lines, line, random)) {
        outcomes[check(one, accident)]++;
      }
    }
  }
  return outcomes;
}

describe.each(corpus())('an accident to any line of a symbol in $file', (text) => {
  it('never leaves a note beside a wrong line, or a changed symbol unsaid', () => {
    const { silent, stale, refused } = sweep(text);
    expect(silent).toBeGreaterThan(5);
    expect(stale).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(10);
  }, 60_000);
});
