import { describe, expect, it } from 'vitest';
import { bands } from '../../site/source/notes/bands.ts';
import { coverage } from '../../site/source/notes/coverage.ts';
import { placeNotes } from '../../site/source/notes/placement.ts';
import { readSource } from '../../site/source/notes/symbols.ts';
import { signed } from './fixture.ts';

const SOURCE = `import { a } from './a.ts';

const FIRST = 1;

/** What it is. */
export class A {
  #b = 1;
  #c = 2;

  d(): void {
    one();
    two();
    three();
  }

  #e = 3;

  f(): void {
    four();
  }
}
`;

type Quote = [symbol: string, quote: string];

function covered(...quotes: Quote[]) {
  const placed = placedIn('loop/a.ts', SOURCE, quotes);
  const { noted, missing } = coverage('loop/a.ts', SOURCE, placed);
  return { spans: bandsIn('loop/a.ts', SOURCE, ...quotes), noted, missing };
}

function bandsIn(file: string, text: string, ...quotes: Quote[]): number[][] {
  const placed = placedIn(file, text, quotes);
  return bands(readSource(file, text), placed).map(({ from, to }) => [from, to]);
}

function placedIn(file: string, text: string, quotes: Quote[]) {
  const notes = quotes.map(([symbol, quote], i) => {
    return signed(file, text, { id: `n${i}`, symbol, quote });
  });
  return placeNotes(file, text, notes);
}

describe('a band', () => {
  it('goes from the quote to the end of the symbol', () => {
    expect(covered(['A.d', 'two();'])).toEqual({
      spans: [[12, 14]],
      noted: 2,
      missing: [3, 7, 8, 10, 11, 16, 18, 19],
    });
  });

  it('begins at the signature if the first line of the body is quoted', () => {
    expect(covered(['A.d', 'one();']).spans).toEqual([[10, 14]]);
    const long = 'function f(\n  a: number,\n): A {\n  // why\n  one();\n  two();\n}\n';
    expect(bandsIn('a.ts', long, ['f', 'one();'])).toEqual([[1, 7]]);
    expect(bandsIn('a.ts', long, ['f', 'two();'])).toEqual([[6, 7]]);
    const arrow = 'const f = (a) =>\n  one(\n    a,\n  );\n';
    expect(bandsIn('a.ts', arrow, ['f', 'one('])).toEqual([[1, 4]]);
    expect(bandsIn('a.ts', arrow, ['f', 'a,'])).toEqual([[3, 4]]);
    const cpp = 'int F(int a,\n      int b) {\n  One();\n  Two();\n}\n';
    expect(bandsIn('a.cc', cpp, ['F', 'One();'])).toEqual([[1, 5]]);
    expect(bandsIn('a.cc', cpp, ['F', 'Two();'])).toEqual([[4, 5]]);
  });

  it('leaves the signature to a note that quotes it', () => {
    expect(covered(['A.d', 'd(): void {'], ['A.d', 'one();']).spans).toEqual([
      [10, 10],
      [11, 14],
    ]);
  });

  it('begins at the signature if that is quoted', () => {
    expect(covered(['A.d', 'd(): void {']).spans).toEqual([[10, 14]]);
  });

  it('ends before the next quote, in whatever order the notes stand', () => {
    expect(covered(['A.d', 'three();'], ['A.d', 'one();']).spans).toEqual([
      [13, 14],
      [10, 12],
    ]);
  });

  it('ends before the quote of another symbol too', () => {
    expect(covered(['A', 'export class A {'], ['A.#c', '#c = 2;']).spans).toEqual([
      [6, 7],
      [8, 8],
    ]);
  });

  it('of a class speaks for fields but not for methods', () => {
    expect(covered(['A', '#b = 1;']).spans).toEqual([[7, 9]]);
    expect(covered(['A', '#e = 3;']).spans).toEqual([[16, 17]]);
  });

  it('does not reach over a field to the first line of the class', () => {
    expect(covered(['A', '#c = 2;']).spans).toEqual([[8, 9]]);
  });

  it('of a field does not speak for the next one', () => {
    expect(covered(['A.#b', '#b = 1;'])).toMatchObject({ spans: [[7, 7]], noted: 1 });
  });

  it('of the file does not speak for classes and functions', () => {
    expect(covered(['(file)', "import { a } from './a.ts';"]).spans).toEqual([[1, 4]]);
  });

  it('of a line inside a method does not leave the method, whatever its symbol', () => {
    expect(covered(['A', 'three();']).spans).toEqual([[13, 14]]);
  });
});
