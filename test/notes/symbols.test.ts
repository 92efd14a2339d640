import { describe, expect, it } from 'vitest';
import { findSymbol } from '../../site/source/notes/symbols.ts';
import { FILE, lineOf, SOURCE } from './fixture.ts';

/** The text of a symbol, or nothing. */
function textOf(source: string, name: string): string | undefined {
  const range = findSymbol('a.ts', source, name);
  return range && source.slice(range.start, range.end);
}

describe('findSymbol in TypeScript', () => {
  it('finds a class from its comment to its closing brace', () => {
    const text = textOf(SOURCE, 'TurningLoop');
    expect(text).toMatch(
      /^\/\*\* One loop, one thread\. \*\/\nexport class TurningLoop \{/,
    );
    expect(text).toMatch(/console\.error\(error\);\n {4}\}\n {2}\}\n\}$/);
  });

  it('finds a method with its comment, and its lines', () => {
    expect(findSymbol(FILE, SOURCE, 'TurningLoop.start')).toMatchObject({
      from: lineOf(SOURCE, 'Run until'),
      to: lineOf(SOURCE, '  stop(): void {') - 2,
    });
  });

  it('finds private methods, fields, statics, getters and the constructor', () => {
    expect(textOf(SOURCE, 'TurningLoop.#run')).toContain('callback();');
    expect(textOf(SOURCE, 'TurningLoop.#callbacks')).toBe(
      '#callbacks: Callback[] = [];',
    );
    expect(textOf(SOURCE, 'TurningLoop.READ')).toBe('static readonly READ = 0x001;');
    expect(textOf(SOURCE, 'TurningLoop.running')).toMatch(/^get running\(\)/);
    expect(textOf(SOURCE, 'TurningLoop.constructor')).toMatch(
      /^constructor\(\{ poller/,
    );
  });

  it('tells #run from #runCallbacks and from a public run', () => {
    const source = 'class A {\n  #run() {}\n  #runAll() {}\n  run() {}\n}\n';
    expect(textOf(source, 'A.#run')).toBe('#run() {}');
    expect(textOf(source, 'A.run')).toBe('run() {}');
    expect(textOf(source, 'A.#walk')).toBeUndefined();
  });

  it('finds functions, constants, interfaces and types at the top', () => {
    expect(textOf(SOURCE, 'isLoop')).toMatch(/^export function isLoop/);
    expect(textOf(SOURCE, 'LONGEST_SLEEP')).toBe('const LONGEST_SLEEP = 3_600_000;');
    expect(textOf(SOURCE, 'Parts')).toMatch(/^export interface Parts \{/);
    expect(textOf(SOURCE, 'Parts.now')).toBe('now?: () => number;');
    expect(textOf(SOURCE, 'Callback')).toBe('export type Callback = () => unknown;');
  });

  it('unites overloads, with one part for each', () => {
    const range = findSymbol(FILE, SOURCE, 'TurningLoop.addCallback');
    expect(range?.parts.map(({ from, to }) => to - from + 1)).toEqual([1, 1, 3]);
  });

  it('unites a getter and its setter, but not what stands between them', () => {
    const source = 'class A {\n  get x() { return 1; }\n  y = 2;\n  set x(v) {}\n}\n';
    const range = findSymbol('a.ts', source, 'A.x');
    expect(range).toMatchObject({ from: 2, to: 4 });
    expect(range?.parts.map(({ from }) => from)).toEqual([2, 4]);
  });

  it('takes the comments right above, but none beyond a blank line', () => {
    const source = '// ── Queue ──\n\n// why\n/** what */\nfunction f() {}\n';
    expect(textOf(source, 'f')).toBe('// why\n/** what */\nfunction f() {}');
  });

  it('finds members of an object literal and of a class expression', () => {
    const source =
      'const sys = {\n  close(fd: number) {},\n  READ: 1,\n} as const;\n' +
      'const A = class {\n  b() {}\n};\n';
    expect(textOf(source, 'sys.close')).toBe('close(fd: number) {}');
    expect(textOf(source, 'sys.READ')).toBe('READ: 1');
    expect(textOf(source, 'A.b')).toBe('b() {}');
  });

  it('finds computed, quoted and destructured names, and a nameless default', () => {
    const source =
      "class A {\n  *[Symbol.iterator]() {}\n  'a-b' = 1;\n}\n" +
      'const { c, d: [e] } = f;\nexport default function () {}\n';
    expect(textOf(source, 'A.[Symbol.iterator]')).toBe('*[Symbol.iterator]() {}');
    expect(textOf(source, 'A.a-b')).toBe("'a-b' = 1;");
    expect(textOf(source, 'e')).toBe('const { c, d: [e] } = f;');
    expect(textOf(source, 'default')).toBe('export default function () {}');
  });

  it('is not misled by braces in strings, templates and regular expressions', () => {
    const source = `function f() {\n  g(\`}\${"}"}\`, /}/, "}");\n}\nlet a;\n`;
    expect(findSymbol('a.ts', source, 'f')).toMatchObject({ from: 1, to: 3 });
  });

  it('gives the whole file as (file)', () => {
    expect(textOf(SOURCE, '(file)')).toBe(SOURCE);
  });

  it('gives the top of a file as (head), that of a class as Class.(head)', () => {
    const head = textOf(SOURCE, '(head)');
    expect(head).toContain('import type { Poller, ReadyList }');
    expect(head).not.toContain('export type Callback');
    expect(textOf(SOURCE, 'TurningLoop.(head)')).toBe(
      '/** One loop, one thread. */\nexport class TurningLoop {',
    );
  });
});
