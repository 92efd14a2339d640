import { describe, expect, it } from 'vitest';
import { recordOwn } from '../../site/replays/cli.ts';
import { eventsOf } from '../../site/replays/events.ts';
import { stateAt } from '../../site/replays/recording.ts';
import { checked } from '../../site/replays/schema.ts';
import { afresh, pathOf, printedIn, program, ranIn } from './support.ts';

const SLOW = 60_000; // ms: each of these starts a program under the debugger

describe('a recording', () => {
  it(
    'has the same steps and the same events each time it is made',
    async () => {
      const [one, two] = await Promise.all([
        afresh('poll-timeout'),
        afresh('poll-timeout'),
      ]);
      expect(pathOf(one)).toEqual(pathOf(two));
      expect(eventsOf(one)).toEqual(eventsOf(two));
    },
    SLOW,
  );

  it(
    'holds the state before each line, and what the line has done after it',
    async () => {
      const own = await recordOwn(
        program(`
        const loop = new SimulatedIOLoop();
        const beep = () => console.log('beep');
        const stop = () => loop.stop();
        loop.addCallback(beep);
        const gone = loop.callLater(30, beep);
        loop.callLater(20, stop);
        loop.removeTimeout(gone);
        await loop.start();`),
      );
      const at = (line: number) => {
        const file = own.files.findIndex((name) => name.endsWith('scenario.ts'));
        return stateAt(
          own,
          own.steps.findIndex((s) => s.file === file && s.line === line),
        );
      };
      const [soon, late] = [
        { id: 1, name: 'stop', deadline: 20, cancelled: false },
        { id: 0, name: 'beep', deadline: 30, cancelled: false },
      ];
      expect(at(6)).toMatchObject({ callbacks: [], timeouts: [], turn: 0 });
      expect(at(7)).toMatchObject({ callbacks: ['beep'] });
      expect(at(9).timeouts).toEqual([soon, late]);
      expect(at(10).timeouts).toEqual([soon, { ...late, cancelled: true }]);
      expect(printedIn(own)).toBe('beep\n');
      expect(ranIn(own)).toEqual([['beep'], ['stop']]);
      expect(own.turns[0]?.poll).toMatchObject({ timeout: 20, start: 0, end: 20 });
      expect(own.backEnd).toBe('simulated');
      expect(Object.keys(own.sources)).toEqual([own.files[0]]);
    },
    SLOW,
  );

  it('is refused if it does not look like one', () => {
    expect(() => checked({ id: 'x', steps: [] })).toThrow(/"turns"/);
  });
});

describe('a program that cannot be recorded', () => {
  const recording = (text: string, deadline?: number) =>
    recordOwn(program(text), deadline);

  it(
    'is refused with what it threw',
    async () => {
      await expect(recording("throw new Error('out of order');")).rejects.toThrow(
        /ended with code 1:[\s\S]*Error: out of order/,
      );
    },
    SLOW,
  );

  it(
    'is refused if it never ends',
    async () => {
      const sleeper = 'setInterval(() => {}, 1000); console.log(IOLoop.name);';
      await expect(recording(sleeper, 3_000)).rejects.toThrow(
        /did not end within 3 s:\nIOLoop/,
      );
    },
    SLOW,
  );

  it(
    'is refused if it goes round and round',
    async () => {
      const spinner = `
      const loop = new SimulatedIOLoop();
      const again = () => loop.addCallback(again);
      again();
      await loop.start();`;
      await expect(recording(spinner)).rejects.toThrow(/more than 2000 steps/);
    },
    SLOW,
  );

  it(
    'is refused if it makes no loop',
    async () => {
      await expect(recording('console.log(IOLoop.name);')).rejects.toThrow(
        /made no loop/,
      );
    },
    SLOW,
  );

  it('is refused if there is no such file', async () => {
    await expect(recordOwn('nowhere.ts')).rejects.toThrow(
      'There is no file nowhere.ts',
    );
  });
});
