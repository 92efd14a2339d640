import { describe, expect, it } from 'vitest';
import { Program } from './program.ts';

describe('hello', () => {
  it('prints, waits one turn, and stops the loop', async () => {
    const { code, stdout, stderr } = await new Program(
      'loop/examples/hello.ts',
    ).ended();
    console.log(stdout.trim());
    expect(stdout.split('\n')).toEqual([
      'hello from the loop',
      'and from one turn later',
      'the loop has stopped',
      '',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('timers', () => {
  it('fires in the order of the deadlines, without the cancelled one', async () => {
    const { code, stdout } = await new Program('loop/examples/timers.ts').ended();
    console.log(stdout.trimEnd());
    const said = stdout.split('\n').map((line) => line.replace(/^ *\d+ ms {2}/, ''));
    const words = ['first', 'second', 'third', 'beat 1', 'beat 2', 'beat 3', ''];
    expect(said).toEqual(words);
    expect(code).toBe(0);
  });

  it('prints nothing before its time', async () => {
    const { stdout } = await new Program('loop/examples/timers.ts').ended();
    const times = stdout.match(/^ *\d+/gm)?.map(Number) ?? [];
    [10, 20, 30, 50, 150, 200].forEach((earliest, i) => {
      expect(times[i]).toBeGreaterThanOrEqual(earliest);
    });
  });

  it('ends on Ctrl-C', async () => {
    const timers = new Program('loop/examples/timers.ts');
    await timers.prints(/first/);
    timers.kill('SIGINT');
    const { signal, stdout } = await timers.ended();
    expect(signal).toBe('SIGINT');
    expect(stdout).not.toContain('beat 3');
  });
});
