import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { constants, hasSystemCall, sys } from '../../loop/node/sys.ts';
import { leavesNoDescriptor } from './descriptors.ts';

leavesNoDescriptor();

const ROOT = join(import.meta.dirname, '../..');
const ADDON = join(ROOT, 'native/build/addon.node');

function fixture(name: string): string {
  return join(import.meta.dirname, 'fixtures', name);
}

async function resultOf(worker: Worker): Promise<unknown> {
  const ends = [once(worker, 'message'), once(worker, 'exit')]; // maybe in one go
  const [message] = await Promise.all(ends);
  return message?.[0];
}

describe('The addon', () => {
  it('gives the constants of this platform, which nobody can change', () => {
    expect(Object.values(constants).every(Number.isInteger)).toBe(true);
    expect(constants).toMatchObject({ POLLIN: 1, AF_UNIX: 1, AF_INET: 2 });
    expect(Object.isFrozen(constants)).toBe(true);
  });

  it('knows which system calls it has', () => {
    expect(hasSystemCall('poll')).toBe(true);
    expect(Reflect.apply(hasSystemCall, undefined, ['toString'])).toBe(false);
  });

  it('loads in several worker threads at the same time', async () => {
    const workers = Array.from({ length: 4 }, () => new Worker(fixture('worker.ts')));
    const results = await Promise.all(workers.map(resultOf));
    expect(results).toEqual(Array(4).fill('ping'));
  });

  it('loads twice in one process', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ioloop-twice-'));
    cpSync(ADDON, join(folder, 'copy.node'));
    const require = createRequire(import.meta.url);
    const [again, copy] = [require(ADDON), require(join(folder, 'copy.node'))];
    delete require.cache[ADDON];
    for (const other of [again, copy, require(ADDON)]) {
      // A descriptor belongs to the process, not to the addon.
      for (const fd of other.pipe2(constants.O_CLOEXEC)) sys.close(fd);
    }
    rmSync(folder, { recursive: true });
  });

  it('survives workers that are terminated in the middle of an exception', {
    timeout: 30_000,
  }, () => {
    const script = fixture('terminated.ts');
    const { status, stdout } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('10 workers terminated\n');
    expect(status).toBe(0);
  });
});

describe('Without the addon, sys.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ioloop-no-addon-'));
  beforeAll(() => {
    cpSync(join(ROOT, 'loop/node/sys.ts'), join(folder, 'loop/node/sys.ts'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a program prints that has `sys`, `constants` and `hasSystemCall`. */
  function output(program: string): string {
    const head = "import { constants, hasSystemCall, sys } from './loop/node/sys.ts';";
    writeFileSync(join(folder, 'program.ts'), `${head}\n${program}`);
    const node = spawnSync(process.execPath, ['program.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return node.stdout + node.stderr;
  }

  const REPORT = `
    try {
      sys.close(3);
    } catch (error) {
      console.log(error.message);
      console.log(error.cause?.message);
    }`;

  it('can be imported', () => {
    const program = "console.log(hasSystemCall('close'), typeof constants.AF_INET)";
    expect(output(program)).toBe('false undefined\n');
  });

  it('says at the first call what is missing, why, and how to go on', () => {
    const text = output(REPORT);
    expect(text).toContain('native/build/addon.node is not compiled');
    expect(text).toContain('`npm run build:native`');
    expect(text).toContain('simulated loop needs no addon');
    expect(text).toMatch(/Cannot find module '..\/..\/native\/build\/addon.node'/);
  });

  it('says the same of an addon that does not load', () => {
    mkdirSync(join(folder, 'native/build'), { recursive: true });
    writeFileSync(join(folder, 'native/build/addon.node'), 'not a library');
    const text = output(REPORT);
    expect(text).toContain('`npm run build:native`');
    expect(text).toMatch(/file too short|invalid ELF header/);
  });
});
