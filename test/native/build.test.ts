import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'ioloop-build-'));
symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
afterAll(() => rmSync(root, { recursive: true }));

/** A native/ of its own, with build.ts and what `names` matches. */
function folder(name: string, names: RegExp): string {
  const path = join(root, name);
  mkdirSync(path);
  for (const file of readdirSync(join(ROOT, 'native'))) {
    if (file === 'build.ts' || names.test(file)) {
      cpSync(join(ROOT, 'native', file), join(path, file));
    }
  }
  return path;
}

/** Runs build.ts there. */
function build(native: string, env: NodeJS.ProcessEnv = {}, ...options: string[]) {
  return spawnSync(process.execPath, [...options, join(native, 'build.ts')], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

function builtFiles(native: string): string[] {
  const path = join(native, 'build');
  return existsSync(path) ? readdirSync(path).sort() : [];
}

describe('build.ts', () => {
  const MINUTE = 60_000;

  it(
    'compiles from nothing without a warning, then has nothing to do',
    () => {
      const native = folder('clean', /\.(cc|h)$/);
      expect(build(native)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/^Compiling native\/ with .+ …\n$/),
        stderr: '',
      });
      expect(builtFiles(native)).toEqual(['addon.hash', 'addon.node']);
      const addon = createRequire(import.meta.url)(join(native, 'build/addon.node'));
      expect(Object.keys(addon)).toContain('epoll_wait');

      const again = build(native);
      expect(again.stdout).toBe('native/build/addon.node is up to date\n');
      expect(again.status).toBe(0);
    },
    MINUTE,
  );

  it(
    'compiles again when a header changes',
    () => {
      const native = folder('changed', /^$/);
      writeFileSync(join(native, 'one.h'), 'static const int one = 1;\n');
      writeFileSync(
        join(native, 'one.cc'),
        '#include "one.h"\nint f() { return one; }\n',
      );
      expect(build(native).stdout).toMatch(/^Compiling/);
      expect(build(native).stdout).toMatch(/up to date/);
      writeFileSync(join(native, 'one.h'), 'static const int one = 2;\n');
      expect(build(native).stdout).toMatch(/^Compiling/);
    },
    MINUTE,
  );

  it(
    'takes a warning for an error, shows it, and keeps the addon it had',
    () => {
      const native = folder('broken', /^$/);
      mkdirSync(join(native, 'build'));
      writeFileSync(join(native, 'build/addon.node'), 'the last one that was good');
      writeFileSync(join(native, 'one.cc'), 'void one() { int unused; }\n');
      writeFileSync(join(native, 'two.cc'), 'void two() { int idle; }\n');
      const { status, stderr } = build(native);
      expect(status).toBe(1);
      expect(stderr).toMatch(/one\.cc:1.*unused/);
      expect(stderr).toMatch(/two\.cc:1.*idle/);
      expect(builtFiles(native)).toEqual(['addon.node']);
      const addon = readFileSync(join(native, 'build/addon.node'), 'utf8');
      expect(addon).toBe('the last one that was good');
    },
    MINUTE,
  );

  it.each([
    ['a compiler', { CXX: '/nowhere/g++' }, 'no C++ compiler found (/nowhere/g++)'],
    [
      'any compiler',
      { CXX: '', PATH: '' },
      'no C++ compiler found (g++, c++, clang++)',
    ],
  ])('says what to do without %s, and fails nothing', (_, env, reason) => {
    const native = folder(`without ${Object.keys(env)}`, /^$/);
    const { status, stdout } = build(native, env);
    expect(stdout).toBe(
      `native/ cannot be compiled here: ${reason}, install one and try again; ` +
        'the simulated loop and the site work without it.\n',
    );
    expect(status).toBe(0);
    expect(builtFiles(native)).toEqual([]);
  });

  it(
    'compiles on a machine without epoll: here, on one that pretends',
    () => {
      const native = folder('portable', /\.(cc|h)$/);
      expect(build(native, { CXXFLAGS: '-DIOLOOP_NO_EPOLL -O0' })).toMatchObject({
        status: 0,
        stderr: '',
      });
      const script = join(import.meta.dirname, 'fixtures/portable.ts');
      const addon = join(native, 'build/addon.node');
      const program = spawnSync(process.execPath, [script, addon], {
        encoding: 'utf8',
      });
      expect(program.stderr).toBe('');
      expect(program.stdout).toBe('no epoll, and all flags as asked for\n');
    },
    MINUTE,
  );

  it(
    'compiles kevent(2) where it exists: here, against the manual’s declarations',
    () => {
      const native = folder('kqueue', /^(kqueue\.cc|.+\.h)$/);
      const headers = join(import.meta.dirname, 'fixtures/kqueue');
      expect(
        build(native, { CXXFLAGS: `-DIOLOOP_KQUEUE -O0 -I${headers}` }),
      ).toMatchObject({ status: 0, stderr: '' });
    },
    MINUTE,
  );

  it('says so on a platform that it does not know, and fails nothing', () => {
    const native = folder('elsewhere', /^$/);
    const pretend = 'Object.defineProperty(process, "platform", { value: "win32" })';
    const options = ['--import', `data:text/javascript,${pretend}`];
    const { status, stdout } = build(native, {}, ...options);
    expect(stdout).toMatch(
      /it needs Linux or macOS, not win32; the simulated loop .* work/,
    );
    expect(status).toBe(0);
    expect(builtFiles(native)).toEqual([]);
  });
});
