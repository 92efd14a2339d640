import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sources = readdirSync(new URL('loop', root), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `loop/${name}`);
const core = sources.filter(
  (name) => name.startsWith('loop/core/') || name === 'loop/pollers/simulated.ts',
);

describe('the pure core', () => {
  it('compiles without the types of Node or of a browser', () => {
    execFileSync('tsc', ['-p', 'tsconfig.core.json'], { cwd: root, stdio: 'pipe' });
  }, 60_000);

  it.each(core)('%s imports only the core', (file) => {
    const imports = [...read(file).matchAll(/from '(.+?)'/g)].map(
      ([, name = '']) => new URL(name, new URL(file, root)).pathname,
    );
    const allowed = core.map((name) => new URL(name, root).pathname);
    expect(imports.filter((path) => !allowed.includes(path))).toEqual([]);
  });
});

describe('the sources of the loop', () => {
  it.each(sources)('%s has 320 lines at the most, of 88 columns', (file) => {
    const lines = read(file).split('\n');
    expect(lines.length).toBeLessThanOrEqual(321);
    expect(lines.filter((line) => line.length > 88)).toEqual([]);
  });

  it('import each other in one direction only', () => {
    expect(circles()).toEqual([]);
  });

  it('know of process._tickCallback in one file only', () => {
    const knowing = sources.filter((file) => read(file).includes('_tickCallback'));
    expect(knowing).toEqual(['loop/node/checkpoint.ts']);
  });

  it('load the addon in one file only', () => {
    const loading = sources.filter((file) => read(file).includes('addon.node'));
    expect(loading).toEqual(['loop/node/sys.ts']);
  });
});

/** Each circle of imports, as the files that it goes through. */
function circles(): string[][] {
  const imports = new Map(sources.map((file) => [file, importsOf(file)]));
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file]);
    if (path.includes(file) || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  return found;
}

function importsOf(file: string): string[] {
  const found = [...read(file).matchAll(/from '(\..+?)'/g)];
  const base = new URL(file, root);
  return found.map(([, name = '']) =>
    new URL(name, base).pathname.slice(root.pathname.length),
  );
}
