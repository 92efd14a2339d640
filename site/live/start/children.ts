/**
 * The processes that were started here: each in a group of its own, so that it can be
 * ended with all that it has started in turn; and nothing of any is left behind.
 */

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const GRACE = 2_000; // ms between asking and not asking
const windows = process.platform === 'win32';

export class Children {
  /** For what they leave: gone with them. */
  readonly folder = mkdtempSync(join(tmpdir(), 'ioloop-start-'));
  readonly #running = new Set<ChildProcess>();
  #ending = false;

  start(
    command: string,
    args: readonly string[],
    options: SpawnOptions = {},
  ): ChildProcess {
    const env = { ...process.env, TMPDIR: this.folder, ...options.env };
    const child = spawn(command, args, { detached: !windows, ...options, env });
    this.#running.add(child);
    child.on('exit', () => this.#running.delete(child));
    child.on('error', () => this.#running.delete(child));
    return child;
  }

  /** Runs it to its end; gives its exit code. Never settles once all are being ended. */
  async run(
    command: string,
    args: readonly string[],
    options: SpawnOptions = {},
  ): Promise<number> {
    const child = this.start(command, args, options);
    const [code] = await once(child, 'exit');
    if (this.#ending) await new Promise(() => {});
    return code ?? 1;
  }

  async endAll(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#running].map(end));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Asks the whole group to end, and after a while does not ask. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null)
    return kill(child, 'SIGKILL');
  const gone = once(child, 'exit');
  kill(child, 'SIGTERM');
  const killing = setTimeout(() => kill(child, 'SIGKILL'), GRACE);
  await gone;
  clearTimeout(killing);
  kill(child, 'SIGKILL'); // its own children, if they have stayed
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(windows ? pid : -pid, signal);
  } catch {
    // nobody is left in it
  }
}
