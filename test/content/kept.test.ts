import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codeOf, Kept } from '../../site/ui/kept.ts';

function folderWith(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'ioloop-kept-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe('Kept', () => {
  const path = () => join(folderWith({}), 'kept.json');

  it('makes each entry once, in this build and in the next', () => {
    const file = path();
    const build = () => {
      const kept = new Kept<string>(file, ['v1']);
      const all = [kept.of(['a'], () => 'made'), kept.of(['a'], () => 'again')];
      kept.save();
      return all;
    };
    expect(build()).toEqual(['made', 'made']);
    expect(build()).toEqual(['made', 'made']);
  });

  it('makes an entry anew when what it is made from, or by, is different', () => {
    const file = path();
    const ask = (madeBy: string[], from: string[], value: string) => {
      const kept = new Kept<string>(file, madeBy);
      const found = kept.of(from, () => value);
      kept.save();
      return found;
    };
    expect(ask(['shiki', '4.6.0'], ['ts', 'x'], 'first')).toBe('first');
    expect(ask(['shiki', '4.6.1'], ['ts', 'x'], 'second')).toBe('second');
    expect(ask(['shiki', '4.6.1'], ['tsx', ''], 'third')).toBe('third');
  });

  it('forgets what the last build did not ask for', () => {
    const file = path();
    for (const from of ['a', 'b']) {
      const kept = new Kept<string>(file, []);
      kept.of([from], () => from);
      kept.save();
    }
    expect(new Kept<string>(file, []).get(['a'])).toBeUndefined();
    expect(new Kept<string>(file, ['else']).any()).toBe('b');
  });

  it('begins anew where the file is broken', () => {
    const root = folderWith({ 'kept.json': '{"version":' });
    const kept = new Kept<number>(join(root, 'kept.json'), []);
    expect(kept.of(['a'], () => 1)).toBe(1);
  });
});

describe('codeOf', () => {
  const files = {
    'site/a.ts':
      "import { b } from './inner/b.ts';\nimport type { T } from './t.ts';\n",
    'site/inner/b.ts':
      "import {\n  c,\n} from '@scope/pack/part';\nimport 'node:fs';\n",
    'node_modules/@scope/pack/package.json': '{ "version": "1.2.3" }',
  };

  it('is the text of what a module imports, and the version of each package', () => {
    const code = codeOf(['site/a.ts'], folderWith(files));
    expect(code.filter((_, i) => i % 2 === 0)).toEqual([
      'site/a.ts',
      'site/inner/b.ts',
      '@scope/pack/part',
    ]);
    expect(code.at(-1)).toBe('1.2.3');
  });

  it('names Shiki for the tokens, TypeScript for the names', () => {
    expect(codeOf(['site/source/highlight.ts'])).toContain('shiki');
    expect(codeOf(['site/source/names/extract.ts'])).toContain('typescript');
  });
});
