/** An example, run as a user would run it: in a process of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { needsKernel } from '../kernel.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export class Program {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ending>;
  #stdout = '';
  #stderr = '';

  /** `node FILE ARGUMENTS`, in the root of the project. Killed when the test ends. */
  constructor(file: string, ...args: string[]) {
    needsKernel();
    this.#child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: 'pipe',
    });
    this.#child.stdout
      ?.setEncoding('utf8')
      .on('data', (text) => (this.#stdout += text));
    this.#child.stderr
      ?.setEncoding('utf8')
      .on('data', (text) => (this.#stderr += text));
    this.#ended = once(this.#child, 'close').then(([code, signal]) => {
      return { code, signal, stdout: this.#stdout, stderr: this.#stderr };
    });
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  /** Resolves once it has printed what matches; rejects if it ends without. */
  async prints(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this.#stdout.match(pattern);
      if (match) return match;
      const more = this.#child.stdout ? once(this.#child.stdout, 'data') : this.#ended;
      const ending = await Promise.race([more.then(() => null), this.#ended]);
      if (ending)
        throw new Error(`Ended without printing ${pattern}: ${ending.stderr}`);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  ended(): Promise<Ending> {
    return this.#ended;
  }

  /** How many descriptors it has open. */
  openDescriptors(): number {
    return readdirSync(`/proc/${this.#child.pid}/fd`).length;
  }
}
