/** The texts that a recording is of: the scenario, the loop, and where their symbols are. */

import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { innermost } from '../source/notes/innermost.ts';
import { readSource, type Source } from '../source/notes/symbols.ts';

const EXAMPLES = /^loop\/examples\//;

export class Program {
  readonly root: string;
  readonly scenario: string;
  /** By file: what a reader may be led through. */
  readonly texts: ReadonlyMap<string, string>;
  readonly #sources = new Map<string, Source>();
  readonly #symbols = new Map<string, string>();

  constructor(root: string, scenario: string) {
    this.root = root;
    this.scenario = scenario;
    const files = globSync('loop/**/*.ts', { cwd: root }).sort();
    const shown = [...files.filter((file) => !EXAMPLES.test(file)), scenario];
    const text = (file: string) => readFileSync(resolve(root, file), 'utf8');
    this.texts = new Map(shown.map((file) => [file, text(file)]));
  }

  /** The smallest symbol around a line; `(file)` outside of all. */
  symbolAt(file: string, line: number): string {
    const key = `${file}:${line}`;
    const known = this.#symbols.get(key);
    if (known !== undefined) return known;
    const found = innermost(this.source(file), line, line)?.name ?? '(file)';
    const name = found === '(head)' ? '(file)' : found;
    this.#symbols.set(key, name);
    return name;
  }

  /** Every line of some symbols. `Guard` is all of the class, `Guard.#run` a part. */
  linesOf(file: string, symbols: readonly string[]): number[] {
    return this.rangesOf(file, symbols).flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i),
    );
  }

  rangesOf(file: string, symbols: readonly string[]): [from: number, to: number][] {
    const { symbols: all } = this.source(file);
    const parts = symbols.flatMap((symbol) => all.get(symbol) ?? []);
    return parts.map(({ from, to }) => [from, to]);
  }

  textAt(file: string, line: number): string {
    return this.source(file).lines.text(line);
  }

  /** The first line that contains a text; after the last if none does. */
  lineOf(file: string, text: string): number {
    const { all } = this.source(file).lines;
    const index = all.findIndex((line) => line.includes(text));
    return index < 0 ? all.length + 1 : index + 1;
  }

  /** The lines of constructors up to the end of their call of super(). */
  beforeSuper(file: string): number[] {
    const { symbols, lines } = this.source(file);
    const constructors = [...symbols].filter(([name]) => name.endsWith('.constructor'));
    return constructors.flatMap(([, parts]) =>
      parts.flatMap(({ from, to }) => {
        const all = Array.from({ length: to - from + 1 }, (_, i) => from + i);
        const call = all.findIndex((line) => lines.text(line).includes('super('));
        if (call < 0) return [];
        const end = all.findIndex(
          (line, i) => i >= call && /^( {4}\S| {4}\}).*\);$/.test(lines.text(line)),
        );
        return all.slice(0, (end < 0 ? all.length : end) + 1);
      }),
    );
  }

  has(symbol: string): boolean {
    return [...this.texts.keys()].some((file) => this.source(file).symbols.has(symbol));
  }

  source(file: string): Source {
    const known = this.#sources.get(file);
    if (known) return known;
    const source = readSource(file, this.texts.get(file) ?? '');
    this.#sources.set(file, source);
    return source;
  }
}
