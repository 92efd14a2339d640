import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Program } from './program.ts';

const files = globSync('loop/examples/*.ts').filter((file) => !/listen/.test(file));

const example = (...args: string[]) => new Program('.ci/tasks.ts', 'example', ...args);

describe('npm run example', () => {
  it('without a name lists all there are, with a line each', async () => {
    const { code, stdout } = await example().ended();
    console.log(stdout.trimEnd());
    const names = stdout.match(/^ {2}\S+(?= +\S)/gm)?.map((name) => name.trim());
    expect(names).toEqual(files.map((file) => basename(file, '.ts')).sort());
    expect(code).toBe(0);
  });

  it('runs one by its name', async () => {
    const { code, stdout } = await example('hello').ended();
    expect(stdout).toContain('hello from the loop');
    expect(code).toBe(0);
  });

  it('passes on the arguments, and the exit code', async () => {
    const { code, stderr } = await example('echo-server', '--port', 'abc').ended();
    expect(stderr).toContain('--port abc');
    expect(code).toBe(2);
  });

  it.each(['nope', 'listen', '../ioloop'])(
    'says what there is, asked for %s',
    async (name) => {
      const { code, stderr } = await example(name).ended();
      expect(stderr).toContain(`No example '${name}'. There are:\n  chat-server`);
      expect(code).toBe(1);
    },
  );
});

describe('Each example', () => {
  it.each(files)('%s is of 60 lines at the most', (file) => {
    expect(readFileSync(file, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(
      60,
    );
  });
});
