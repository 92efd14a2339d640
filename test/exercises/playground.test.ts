import { describe, expect, it } from 'vitest';
import { BrokenLink, fromFragment, toFragment } from '../../site/playground/link.ts';
import { play } from '../../site/playground/play.ts';
import { playgroundModules, readSamples } from '../../site/playground/playground.ts';
import { Recorder } from '../../site/playground/recording.ts';
import { traced } from '../../site/playground/trace.ts';
import { Run } from '../../site/replays/player/run.ts';

const modules = playgroundModules();
const samples = readSamples();

async function record(text: string): Promise<Recorder> {
  const recorder = new Recorder();
  await play(modules, traced(text), (told) => recorder.hear(structuredClone(told)));
  return recorder;
}

const program = (body: string) =>
  `import { at, IOLoop, raise, READ, work } from './playground.ts';\nconst loop = IOLoop.current();\n${body}\nloop.start();\n`;

describe('A program in the playground', () => {
  it.each(samples.map((sample) => [sample.id, sample] as const))(
    'runs: the sample %s',
    async (_, { text }) => {
      const recorder = await record(text);
      expect(recorder.failure).toBeNull();
      const { turns, steps } = recorder.recording;
      expect(turns.length).toBeGreaterThan(0);
      expect(turns.at(-1)?.poll).toBeUndefined(); // it was stopped
      expect(steps.length).toBeGreaterThan(turns.length);
      expect(recorder.printedAt(steps.length)).not.toContain('never printed');
    },
  );

  it('is looked at before each of its lines, and at each thing that the loop does', async () => {
    const { recording } = await record(
      program(
        'loop.callLater(5, function t() { loop.stop(); }); loop.addCallback(function a() {});',
      ),
    );
    const run = new Run(recording);
    const looks = run.states.map(({ phase, running, now }, i) => {
      const { file, line } = run.step(i);
      return [file === 0 ? line : 0, phase, running, now];
    });
    expect(looks).toEqual([
      [2, null, null, 0],
      [3, null, null, 0],
      [3, null, null, 0],
      [4, null, null, 0],
      [0, 'callback', null, 0],
      [0, 'callback', 'a', 0],
      [0, 'how', null, 0],
      [0, 'sleep', null, 0],
      [0, 'handler', null, 5],
      [0, 'callback', null, 5],
      [0, 'timeout', 't', 5],
      [3, 'timeout', 't', 5],
      [0, 'timeout', null, 5],
    ]);
    expect(run.state(2).timeouts).toEqual([
      { id: 0, name: 't', deadline: 5, cancelled: false },
    ]);
    expect(run.state(6).timeout).toBe(5);
  });

  it('says which line fails, at the column where it was written', async () => {
    const { failure } = await record(
      program(
        'loop.addCallback(() => { const a = 1;  null.x; });\nloop.callLater(9, () => loop.stop());',
      ),
    );
    expect(failure?.position).toMatchObject({ line: 3, column: 45 });
  });

  it.each(['setTimeout(() => {}, 9)', 'loop.addCallback(() => setInterval(f, 1))'])(
    'is told why a timer of the host is not there: %s',
    async (line) => {
      const { failure } = await record(
        program(`const f = () => {};\nloop.callLater(9, () => loop.stop());\n${line};`),
      );
      expect(failure?.why?.en).toMatch(/has no `set(Timeout|Interval)`.*Write `/);
      expect(failure?.position?.line).toBe(5);
    },
  );

  it('may have a function of its own with the name of a timer', async () => {
    const { failure } = await record(
      program('function setTimeout() { loop.stop(); }\nloop.addCallback(setTimeout);'),
    );
    expect(failure).toBeNull();
  });

  it('says where it is wrong', async () => {
    const { failure } = await record('const a = ;\n');
    expect(failure?.position).toEqual({ file: 'program.ts', line: 1, column: 11 });
  });

  it('goes on after a callback that throws, and says which line it was', async () => {
    const recorder = await record(
      program(
        "loop.addCallback(function bad() { throw new Error('no'); });\nloop.callLater(9, () => loop.stop());",
      ),
    );
    expect(recorder.failure?.position?.line).toBe(3);
    expect(recorder.printedAt(99)).toBe('Exception in callback bad: Error: no\n');
    expect(recorder.recording.turns).toHaveLength(2);
  });

  it('is told that nobody has started the loop', async () => {
    expect((await record('let a;')).failure?.why?.en).toContain('Nobody has started');
  });

  it('is told when it spins', async () => {
    const { failure } = await record(
      program('raise(5, READ); loop.addHandler(5, () => {}, READ);'),
    );
    expect(failure?.why?.en).toContain('spins');
  });
});

describe('A link to a program', () => {
  it('brings it back', async () => {
    const text = 'loop.start(); // 循环\n';
    expect(await fromFragment(await toFragment(text))).toBe(text);
  });

  it('is none where the fragment is something else', async () => {
    expect(await fromFragment('#step=3')).toBeNull();
  });

  it.each(['#p=!!', '#p=AAAA', '#p=', '#p=S87PK8'])(
    'is refused when broken: %s',
    async (fragment) => {
      await expect(fromFragment(fragment)).rejects.toThrow(BrokenLink);
    },
  );

  it('does not unpack what is too long for a program', async () => {
    const bomb = await toFragment('a'.repeat(5_000_000));
    await expect(fromFragment(bomb)).rejects.toThrow(BrokenLink);
  });
});
