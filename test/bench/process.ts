/** A program that is being measured: started, watched through /proc, ended. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL'); // also if we fail ourselves
});

export class Process {
  readonly pid: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.pid = child.pid ?? -1;
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  /** Starts a server, and waits until it listens; others may do so on the same port. */
  static async server(command: string[], port: number): Promise<Process> {
    const before = listeners(port);
    const server = Process.start(command);
    for (let tries = 0; listeners(port) === before; tries++) {
      if (server.#child.exitCode !== null || tries > 500) {
        await server.end();
        throw new Error(`Does not start: ${command.join(' ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return server;
  }

  static start([command = '', ...args]: string[]): Process {
    return new Process(
      spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }),
    );
  }

  /** CPU time of all its threads so far, in µs. */
  get cpu(): number {
    const threads = readdirSync(`/proc/${this.pid}/task`);
    const nanoseconds = threads.map((id) => {
      const path = `/proc/${this.pid}/task/${id}/schedstat`;
      return Number(readFileSync(path, 'utf8').split(' ')[0]);
    });
    return nanoseconds.reduce((sum, each) => sum + each, 0) / 1000;
  }

  /** User and system time so far, in µs, as the kernel's clock ticks: 10 ms. */
  get ticks(): { user: number; system: number } {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { user: 10_000 * (fields[11] ?? 0), system: 10_000 * (fields[12] ?? 0) };
  }

  /** Memory that it holds, in bytes. */
  get memory(): number {
    const pages = readFileSync(`/proc/${this.pid}/statm`, 'utf8').split(' ')[1];
    return 4096 * Number(pages);
  }

  get descriptors(): number {
    return readdirSync(`/proc/${this.pid}/fd`).length;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/** How many sockets listen on a port: those in the state 0A of /proc/net/tcp. */
function listeners(port: number): number {
  const listening = `:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`;
  return readFileSync('/proc/net/tcp', 'utf8').split(listening).length - 1;
}

/** A port that nobody has, at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
