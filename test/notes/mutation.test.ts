/**
 * The gate, tested by mutating sources. Whatever is done to a source, a note is either
 * moved to the right line or refused with file, id and the nearest match. Never does it
 * stand beside a wrong line in silence.
 */

import { describe, expect, it } from 'vitest';
import { describe as inWords, type Problem } from '../../site/source/notes/problems.ts';
import { type Case, casesOf, corpus, verdictOn } from './corpus.ts';

function kinds(problems: readonly Problem[]): string[] {
  return problems.map(({ kind }) => kind);
}

/** Same code, perhaps elsewhere in the file: in place, and nothing is said. */
function expectMoved(one: Case, lines: readonly string[], by: number): void {
  const { from, to } = one.placed;
  const expected = { from: from + by, to: to + by, problems: [] };
  expect(verdictOn(one, lines), one.name).toEqual(expected);
}

/** The quote stands where it should, but the symbol around it has changed. */
function expectStale(one: Case, lines: string[], by: number): void {
  const { from, problems } = verdictOn(one, lines);
  expect(from, one.name).toBe(one.placed.from + by);
  expect(kinds(problems), one.name).toEqual(['stale']);
  expect(inWords(problems[0] as Problem)).toMatch(
    `${one.notesFile}: ${one.note.id}: stale: seen ${one.note.seen}, now `,
  );
}

/** No place, and words that name file and note and offer a place to look at. */
function expectRefused(one: Case, lines: string[], words: RegExp): void {
  const { from, problems } = verdictOn(one, lines);
  expect(from, one.name).toBeUndefined();
  const refusal = problems.find(({ kind }) => kind === 'quote' || kind === 'symbol');
  expect(refusal && inWords(refusal), one.name).toMatch(words);
  expect(refusal && inWords(refusal)).toMatch(`${one.notesFile}: ${one.note.id}: `);
}

describe.each(corpus())('a note on $file', { timeout: 60_000 }, (text) => {
  const cases = casesOf(text);
  /** Not all in one: quote and code around it. */
  const inside = cases.filter(({ placed, firstCode }) => placed.from > firstCode);
  const long = cases.filter(({ placed }) => placed.to > placed.from);

  it('has notes to be tested with', () => {
    expect(inside.length).toBeGreaterThan(2);
  });

  it('stays when nothing changes', () => {
    for (const one of cases) expectMoved(one, one.lines, 0);
  });

  it('moves along when lines are inserted above its symbol', () => {
    for (const one of cases) {
      const lines = one.lines.toSpliced(
        one.placed.symbolFrom - 1,
        0,
        '',
        'other = 1;',
        '',
      );
      expectMoved(one, lines, 3);
    }
  });

  it('moves along, and is stale, when a line is inserted in its symbol', () => {
    for (const one of inside) {
      expectStale(one, one.lines.toSpliced(one.placed.from - 1, 0, 'inserted();'), 1);
    }
  });

  it('is refused when its line is deleted', () => {
    for (const one of inside) {
      const lines = one.lines.toSpliced(one.placed.from - 1, 1);
      expectRefused(one, lines, /: quote not found in \S+; nearest: line \d+.* "/);
    }
  });

  it('is refused, with the new name, when its symbol is renamed', () => {
    for (const one of cases) {
      const name = one.note.symbol.split(/[.:]/).at(-1) ?? '';
      const renamed = name === 'constructor' ? 'build' : `${name}Renamed`;
      const lines = one.lines.map((line, i) =>
        one.isSignature(i + 1) ? line.replace(new RegExp(`${name}\\b`), renamed) : line,
      );
      expectRefused(
        one,
        lines,
        new RegExp(`: symbol gone; nearest: \\S*${renamed}\\b`),
      );
    }
  });

  it('is refused, with its line, when a name in the quote changes', () => {
    for (const one of inside) {
      const lines = one.lines.with(
        one.placed.from - 1,
        one.quotedLine.replace(/\w{3,}/, 'xx'),
      );
      const line = one.placed.from;
      expectRefused(
        one,
        lines,
        new RegExp(`: quote not found in \\S+; nearest: line ${line} "`),
      );
    }
  });

  it('moves along when symbols change places', () => {
    for (const one of cases) {
      for (const { lines, by } of one.swappedWithNeighbours())
        expectMoved(one, lines, by);
    }
  });

  it('moves along when its symbol goes to the other end of the file or class', () => {
    for (const one of cases) {
      const { lines, by } = one.movedToOtherEnd();
      expectMoved(one, lines, by);
    }
  });

  it('is found again, and is stale, when lines of its symbol change places', () => {
    expect.hasAssertions();
    for (const one of inside) {
      if (one.placed.from !== one.placed.to || one.isSignature(one.placed.from - 1))
        continue;
      const above = one.lines[one.placed.from - 2] ?? '';
      if (!one.isCode(one.placed.from - 1) || /[{}(]$/.test(above)) continue;
      const lines = one.lines.toSpliced(one.placed.from - 2, 2, one.quotedLine, above);
      expectStale(one, lines, -1);
    }
  });

  it('is stale when a neighbouring line of its symbol changes', () => {
    expect.hasAssertions();
    for (const one of inside) {
      const above = one.placed.from - 1;
      if (!one.isCode(above) || one.isSignature(above)) continue;
      const changed = (one.lines[above - 1] ?? '').replace(/\w+/, 'xx');
      if (changed === one.lines[above - 1]) continue;
      expectStale(one, one.lines.with(above - 1, changed), 0);
    }
  });

  it('moves along in silence when comments come and go', () => {
    for (const one of cases) {
      const remark = one.lines.toSpliced(one.placed.from - 1, 0, '// a remark');
      expectMoved(one, remark, 1);
      const { lines, by } = one.withoutComments();
      expectMoved(one, lines, by);
    }
  });

  it('stays in silence when indentation and blank lines change', () => {
    for (const one of cases) {
      expectMoved(
        one,
        one.lines.map((line) => `\t${line.trim()}  `),
        0,
      );
      const spread = one.lines.flatMap((line, i) =>
        one.placed.from <= i + 1 && i + 1 < one.placed.to ? [line] : [line, ''],
      );
      expectMoved(one, spread, one.placed.from - 1);
    }
  });

  it('is refused, with both lines, when its line is doubled', () => {
    for (const one of cases) {
      const { from, to } = one.placed;
      const quoted = one.lines.slice(from - 1, to);
      const both = `${from}, ${to + 1}`;
      const words = `: matches 2 times (lines ${both}): add a neighbouring line`;
      expectRefused(one, one.lines.toSpliced(to, 0, ...quoted), literally(words));
    }
  });

  if (long.length === 0) return;
  it('is refused when a line comes between its lines', () => {
    for (const one of long) {
      const lines = one.lines.toSpliced(one.placed.from, 0, 'inserted();');
      expectRefused(one, lines, /: quote not found in \S+; nearest: line \d+/);
    }
  });
});

function literally(words: string): RegExp {
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
