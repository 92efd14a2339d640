/** What the tests of the loop share: a loop in one line, and a log to assert on. */

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, fstatSync, readdirSync, readlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, onTestFinished } from 'vitest';
import {
  IOLoop,
  type Logger,
  type LoopOptions,
  SimulatedIOLoop,
} from '../../loop/index.ts';
import { needsKernel } from '../kernel.ts';
import { timeForAPart } from '../time.ts';

export interface LogEntry {
  level: 'debug' | 'warning' | 'error';
  message: string;
  error: unknown;
}

/** A logger that keeps what it is told. */
export function recorder(): Logger & { entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  const keep = (level: LogEntry['level']) => (message: string, error?: unknown) => {
    entries.push({ level, message, error });
  };
  const [debug, warning, error] = [keep('debug'), keep('warning'), keep('error')];
  return { entries, debug, warning, error };
}

/**
 * The order in which things happened, in words. `mark('a')` is a callback that writes
 * `a`. Printed at the end of the test, so that the reader of the tests page sees it.
 */
export function journal() {
  const log: string[] = [];
  onTestFinished(() => {
    if (log.length > 0) console.log(log.join(' '));
  });
  return {
    log,
    mark: (word: string) => () => {
      log.push(word);
    },
  };
}

/** A loop on the simulated poller, where the test decides what happens and when. */
export function simulate(options: LoopOptions = {}) {
  const logger = recorder();
  const loop = new SimulatedIOLoop({ logger, ...options });
  onTestFinished(() => loop.close());
  return { loop, poller: loop.poller, logger, ...journal() };
}

/** A loop on the real kernel, by the best means that it has. */
export function realLoop(options: LoopOptions = {}) {
  needsKernel();
  const logger = recorder();
  const RealIOLoop = IOLoop.configurableDefault();
  const loop = new RealIOLoop({ logger, ...options }) as IOLoop;
  onTestFinished(() => loop.close());
  return { loop, logger, ...journal() };
}

/** Each test begins with no loop at all, and with nothing configured. */
export function forgetLoops(): void {
  let saved: ReturnType<typeof IOLoop.saveConfiguration>;
  beforeEach(() => {
    saved = IOLoop.saveConfiguration();
  });
  afterEach(() => {
    IOLoop.clearCurrent();
    IOLoop.clearInstance();
    IOLoop.restoreConfiguration(saved);
  });
}

/** What this process has open: each descriptor and, on Linux, what it stands for. */
export function descriptors(): Map<number, string> {
  needsKernel();
  const open = new Map<number, string>();
  for (const fd of readdirSync('/dev/fd').map(Number)) {
    try {
      fstatSync(fd);
      open.set(fd, existsSync('/proc') ? readlinkSync(`/proc/self/fd/${fd}`) : '');
    } catch {
      // the descriptor that this listing itself took, closed by now
    }
  }
  return open;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AS_MODULE = '--input-type=module-typescript';

/** Runs a program in a process of its own, from the project's folder. */
export function runProgram(source: string, env: Record<string, string> = {}) {
  needsKernel();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [AS_MODULE, '--eval', source],
    {
      cwd: ROOT,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: timeForAPart(),
    },
  );
  onTestFinished(() => console.log(stdout + stderr));
  return { status, stdout, stderr };
}

/** Runs a program in a worker thread, and gives what it posts to `parentPort`. */
export async function inWorker(source: string): Promise<unknown> {
  const worker = new Worker(source, { eval: true, execArgv: [AS_MODULE] });
  const [answer] = await once(worker, 'message');
  await worker.terminate();
  return answer;
}
