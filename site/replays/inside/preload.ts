/**
 * Loaded into the recorded program before its first line: node --import preload.ts. It
 * sets the clock, stands around the shim, watches the loop, and starts the stepper, a
 * thread beside the program which speaks to V8's debugger.
 */

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread, Worker } from 'node:worker_threads';
import type { Task } from '../task.ts';
import { Clock } from './clock.ts';
import { Numbers } from './numbers.ts';
import { Observer } from './observer.ts';
import { wrapAddon } from './system-calls.ts';
import { Tape } from './tape.ts';

declare global {
  var tape: Tape;
}

const clock = new Clock();
if (isMainThread) await prepare();
clock.install();

async function prepare(): Promise<void> {
  const task = JSON.parse(process.env.RECORD_TASK ?? '') as Task;
  const numbers = new Numbers();
  const calls = task.addon ? wrapAddon(task.addon, clock, numbers) : [];
  const observer = new Observer(clock, numbers, calls);
  globalThis.tape = new Tape(observer, task);
  listenToOutput(observer, numbers);
  await watch(observer, task.root);
  await startStepper(task);
}

type Modules = Record<string, Record<string, { prototype: object }>>;

async function watch(observer: Observer, root: string): Promise<void> {
  const load = async (file: string) => [file, await import(`${root}/${file}`)] as const;
  const names = ['poll-ioloop', 'timeouts', 'guard'];
  const pollers = ['epoll', 'poll', 'select', 'kqueue', 'simulated'];
  const files = [
    ...names.map((name) => `core/${name}`),
    ...pollers.map((name) => `pollers/${name}`),
  ];
  const loaded = await Promise.all(files.map((name) => load(`loop/${name}.ts`)));
  const modules: Modules = Object.fromEntries(loaded);
  observer.watchLoop(find(modules, 'PollIOLoop'));
  observer.watchGuard(find(modules, 'Guard'));
  observer.watchHeap(find(modules, 'TimeoutHeap'));
  const classes = ['EPoll', 'Poll', 'Select', 'KQueue', 'Simulated'];
  for (const name of classes) observer.watchPoller(find(modules, `${name}Poller`));
}

function find(modules: Modules, name: string): { prototype: object } {
  const found = Object.values(modules).find((module) => name in module)?.[name];
  if (!found) throw new Error(`The recorder knows the class ${name}, which is gone`);
  return found;
}

async function startStepper(task: Task): Promise<void> {
  const stepper = new Worker(new URL('./stepper.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
  });
  await new Promise((resolve, reject) => {
    stepper.once('message', resolve);
    stepper.once('error', reject);
  });
  stepper.unref();
  process.once('exit', () => globalThis.tape.end());
}

/** Standard output and error, in the order in which they were written. */
function listenToOutput(observer: Observer, numbers: Numbers): void {
  const { writeSync } = fs;
  const write = process.stdout.write.bind(process.stdout) as (
    ...a: unknown[]
  ) => boolean;
  process.stdout.write = ((text: string, ...rest: unknown[]) => {
    observer.print(String(text));
    return write(text, ...rest);
  }) as typeof process.stdout.write;
  Object.assign(fs, {
    writeSync: (fd: number, text: string, ...rest: never[]) => {
      if (fd === 2) observer.print(renumbered(text, numbers));
      return writeSync(fd, text, ...rest);
    },
  });
  syncBuiltinESMExports();
}

/** A warning of the loop names a descriptor. */
function renumbered(text: string, numbers: Numbers): string {
  return text.replace(/\bfd (\d+)/g, (_, fd: string) => `fd ${numbers.fd(Number(fd))}`);
}
