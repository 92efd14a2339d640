/** The playground: its samples, and the loop that a program there runs on. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Bundler } from '../exercises/bundle.ts';
import { readerOf } from '../exercises/folder.ts';
import type { Pair } from '../ui/text.ts';
import { LIBRARY, type Modules, PROGRAM } from './play.ts';

const FOLDER = 'content/playground';
const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const samplesFile = z.array(
  z.strictObject({ id: z.string().regex(/^[a-z-]+$/), title: words, about: words }),
);

export interface Sample {
  readonly id: string;
  readonly title: Pair;
  readonly about: Pair;
  readonly text: string;
}

export function readSamples(root = process.cwd()): Sample[] {
  const read = readerOf(root);
  const listed = samplesFile.parse(parse(read(`${FOLDER}/samples.yaml`)));
  return listed.map((sample) => ({
    ...sample,
    text: read(`${FOLDER}/${sample.id}.ts`),
  }));
}

// What lies in private fields is looked at from within: a method beside them, on the line
// of the class itself, so that no line moves. See content/playground/support/peek.ts.
const PEEKS: Readonly<Record<string, [head: RegExp, body: string]>> = {
  'loop/core/poll-ioloop.ts': [
    /class PollIOLoop extends [\w.]+ \{/,
    '{ callbacks: this.#callbacks, timeouts: this.#timeouts, interests: this.#interests, ready: this.#ready }',
  ],
  'loop/core/timeouts.ts': [/class TimeoutHeap \{/, 'this.#entries'],
  'loop/core/interest-list.ts': [/class InterestList \{/, 'this.#interests'],
  'loop/pollers/simulated.ts': [/class SimulatedPoller [^{]*\{/, 'this.#registered'],
};

/** All modules that a program leads to, by path. */
export function playgroundModules(root = process.cwd()): Modules {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const modules = new Bundler(read).bundle(LIBRARY, { path: PROGRAM, text: '' }, {});
  for (const [path, [head, body]] of Object.entries(PEEKS)) {
    modules[path] = withPeek(path, modules[path] ?? '', head, body);
  }
  return modules;
}

function withPeek(path: string, code: string, head: RegExp, body: string): string {
  const found = head.exec(code);
  if (!found) throw new Error(`${path} has no ${head.source} any more`);
  const end = found.index + found[0].length;
  return `${code.slice(0, end)} peek() { return (${body}); }${code.slice(end)}`;
}
