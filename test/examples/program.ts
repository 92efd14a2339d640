/** An example, run as a user would run it: in a process of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
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

  /** `node FILE ARGUMENTS`, in the root of the project. Ended with the test. */
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
    onTestFinished(() => this.#end());
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

  /** As a user would, so that it can say what it has run; but nobody waits for long. */
  async #end(): Promise<void> {
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), 2_000);
    this.#child.kill('SIGINT');
    await this.#ended;
    clearTimeout(killing);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  ended(): Promise<Ending> {
    return this.#ended;
  }

  /** What it has said on standard error so far. */
  get complaints(): string {
    return this.#stderr;
  }

  /** How much memory it has in RAM. */
  residentBytes(): number {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  }

  /** How many descriptors it has open. */
  openDescriptors(): number {
    return readdirSync(`/proc/${this.#child.pid}/fd`).length;
  }
}

/** Starts an example that listens, on a free port; resolves when it does. */
export async function serve(file: string, ...args: string[]) {
  const server = new Program(file, '--port', '0', ...args);
  const [, port] = await server.prints(/port: (\d+)/);
  return { server, port: Number(port) };
}

/** A client, in this process: what it sent is answered by what it `reads()`. */
export class Client {
  readonly socket: Socket;
  text = '';

  /** Connected when the promise resolves. Destroyed when the test ends. */
  static connect(port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const options = { port, host: '127.0.0.1', allowHalfOpen: true };
      const socket = connect(options, () => resolve(new Client(socket)));
      socket.on('error', reject);
    });
  }

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('utf8').on('data', (text) => (this.text += text));
    onTestFinished(() => void socket.destroy());
  }

  /** Resolves when what came matches, and forgets it. Rejects at the end. */
  async reads(pattern: RegExp | string): Promise<string> {
    const regex =
      typeof pattern === 'string' ? RegExp(RegExp.escape(pattern)) : pattern;
    for (;;) {
      const match = regex.exec(this.text);
      if (match) {
        this.text = this.text.slice(match.index + match[0].length);
        return match[0];
      }
      await this.#more(`read '${this.text}', and no ${pattern}`);
    }
  }

  /** All that comes, to the end. */
  async readsToTheEnd(): Promise<string> {
    if (!this.socket.readableEnded) await once(this.socket, 'end');
    return this.text;
  }

  #more(complaint: string): Promise<void> {
    const { socket } = this;
    return new Promise((resolve, reject) => {
      const settle = (error?: Error) => {
        socket.off('data', onData).off('end', onEnd);
        if (error) reject(error);
        else resolve();
      };
      const onData = () => settle();
      const onEnd = () => settle(new Error(`Ended: ${complaint}`));
      socket.on('data', onData).on('end', onEnd);
    });
  }
}
