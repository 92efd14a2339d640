/** What the playground draws is what the recorder sees in the same program. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { play } from '../../site/playground/play.ts';
import { playgroundModules, readSamples } from '../../site/playground/playground.ts';
import { Recorder } from '../../site/playground/recording.ts';
import { traced } from '../../site/playground/trace.ts';
import { Program } from '../../site/replays/program.ts';
import { record } from '../../site/replays/record.ts';
import type { Recording } from '../../site/replays/recording.ts';
import { shownLines } from '../../site/replays/shown-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'ioloop-samples-'));
const modules = playgroundModules();

/** The same names as in content/playground/playground.ts, on a loop for Node. */
const LIBRARY = `
import { SimulatedIOLoop } from '${resolve('loop/index.ts')}';
export { IOLoop, PeriodicCallback } from '${resolve('loop/index.ts')}';
export { ERROR, NONE, READ, WRITE } from '${resolve('loop/core/poller.ts')}';
const { poller } = new SimulatedIOLoop();
export const at = (time, action) => poller.at(time, action);
export const raise = (fd, events) => poller.raise(fd, events);
export const lower = (fd, events) => poller.lower(fd, events);
export const work = (ms) => poller.advance(ms);
`;

async function played(text: string): Promise<Recording> {
  const recorder = new Recorder();
  await play(modules, traced(text), (told) => recorder.hear(structuredClone(told)));
  expect(recorder.failure).toBeNull();
  return recorder.recording;
}

function recorded(id: string, text: string): Promise<Recording> {
  const scenario = join(folder, `${id}.ts`);
  writeFileSync(scenario, text);
  const program = new Program(process.cwd(), scenario);
  return record({ id, backEnd: 'simulated', program, ...shownLines([], []) });
}

/** Without the steps, which are lines in one and looks in the other. */
function turnsOf({ turns }: Recording) {
  type All = Recording['turns'][number]['callbacks'];
  const ran = (all: All) => all.map(({ step: _, ...rest }) => rest);
  return turns.map(({ callbacks, timeouts, poll, handlers }) => {
    const { step: _, ...polled } = poll ?? { step: 0 };
    return [ran(callbacks), ran(timeouts), polled, ran(handlers)];
  });
}

writeFileSync(join(folder, 'playground.ts'), LIBRARY);
afterAll(() => rmSync(folder, { recursive: true }));

describe('The turns that the playground draws', () => {
  it.concurrent.each(readSamples().map(({ id, text }) => [id, text] as const))(
    'are those that the recorder sees: %s',
    async (id, text) => {
      const [mine, real] = [await played(text), await recorded(id, text)];
      expect(turnsOf(mine)).toEqual(turnsOf(real));
    },
    60_000,
  );
});
