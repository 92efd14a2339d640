/**
 * A visit to the chat server: a stage of the grown program runs as it is, on the real
 * kernel, and guests come over real TCP connections. What it printed is kept step by step.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import type { Stage } from './stages.ts';

/** What was done, and what the server printed until the next thing was. */
export interface Seen {
  did: string; // '' for what it printed by itself, at the beginning
  printed: string[];
}

const DEADLINE = 20_000; // ms, for all of it

export class VisitError extends Error {
  override readonly name = 'VisitError';
}

type Visited = Pick<Stage, 'arguments' | 'environment' | 'visit'>;

export async function visit(file: string, stage: Visited): Promise<Seen[]> {
  const env = { ...process.env, ...stage.environment };
  const server = new Server(
    spawn(process.execPath, [file, ...stage.arguments], { env }),
  );
  const guests = new Guests(server);
  try {
    await server.until(/nc 127\.0\.0\.1 (\d+)/);
    for (const step of stage.visit) {
      server.begin(step.do);
      await guests.take(step.do);
      if (step.until) await server.until(step.until);
    }
    await server.ended();
    return server.seen;
  } finally {
    guests.close();
    server.kill();
  }
}

class Server {
  readonly seen: Seen[] = [{ did: '', printed: [] }];
  readonly #child: ChildProcess;
  readonly #end: Promise<unknown>;
  #text = '';
  #errors = '';
  #from = 0; // where in #text the last step begins
  #check = () => {};

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#text += text;
      this.#check();
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    this.#end = new Promise((resolve) => child.on('close', resolve));
  }

  get port(): number {
    return Number(/127\.0\.0\.1 (\d+)/.exec(this.#text)?.[1]);
  }

  get page(): string {
    return /http:\S+/.exec(this.#text)?.[0] ?? '';
  }

  begin(did: string): void {
    this.#keep();
    this.seen.push({ did, printed: [] });
  }

  signal(): void {
    this.#child.kill('SIGINT');
  }

  async until(what: string | RegExp): Promise<void> {
    const isThere = () => this.#text.slice(this.#from).search(regExp(what)) >= 0;
    await this.#within(`printed “${what}”`, (done) => {
      this.#check = () => isThere() && done();
      this.#check();
    });
  }

  async ended(): Promise<void> {
    await this.#within('ended', (done) => void this.#end.then(() => done()));
    this.#keep();
    if (this.#child.exitCode !== 0) throw new VisitError(this.#errors || 'it failed');
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Its own end and the deadline are reasons not to wait any longer. */
  async #within(what: string, wait: (done: () => void) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const told = () => `${this.#text}${this.#errors}`;
    const late = () => reject(new VisitError(`It never ${what}:\n${told()}`));
    const timer = setTimeout(late, DEADLINE);
    wait(resolve);
    void this.#end.then(() => setImmediate(late));
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whole lines; the numbers of ports are different each time. */
  #keep(): void {
    const lines = this.#text.slice(this.#from).split('\n').slice(0, -1);
    this.#from += lines.join('\n').length + (lines.length > 0 ? 1 : 0);
    const printed = lines.map((line) =>
      line.replace(/(127\.0\.0\.1[ :])\d+/, '$1PORT'),
    );
    this.seen.at(-1)?.printed.push(...printed);
  }
}

const regExp = (what: string | RegExp): RegExp =>
  typeof what === 'string'
    ? new RegExp(what.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    : what;

const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

class Guests {
  readonly #server: Server;
  readonly #named = new Map<string, Socket>();
  readonly #silent: Socket[] = [];
  readonly #bytes = new WeakMap<Socket, number>();

  constructor(server: Server) {
    this.#server = server;
  }

  async take(step: string): Promise<void> {
    const [, name = '', verb = '', words = ''] = /^(\S+) (\S+) ?(.*)$/.exec(step) ?? [];
    const guest = this.#named.get(name);
    if (step === 'Ctrl-C') this.#server.signal();
    else if (step === 'the silent leave') for (const one of this.#silent) one.end();
    else if (step === 'look at the page') await this.#look();
    else if (words === 'in silence') await this.#silence(Number(name));
    else if (verb === 'joins') this.#named.set(name, await this.#come());
    else if (verb === 'leaves') guest?.end();
    else if (verb === 'resets') guest?.resetAndDestroy();
    else if (verb === 'rests') guest?.pause();
    else if (verb === 'reads') await this.#readAll(guest, Number(words));
    else if (verb === 'says') guest?.write(`${words}\n`);
    else if (verb === 'types') await this.#type(guest, words);
    else if (verb === 'waits') await pause(Number(words) || 0);
    else if (verb !== 'is') throw new VisitError(`What is to be done: “${step}”?`);
  }

  close(): void {
    for (const guest of [...this.#named.values(), ...this.#silent]) guest.destroy();
  }

  async #come(): Promise<Socket> {
    const guest = connect(this.#server.port, '127.0.0.1');
    guest.setNoDelay().on('error', () => {});
    guest.on('data', ({ length }) => {
      this.#bytes.set(guest, (this.#bytes.get(guest) ?? 0) + length);
    });
    await new Promise((resolve) => guest.once('connect', resolve));
    return guest;
  }

  async #silence(many: number): Promise<void> {
    for (let i = 0; i < many; i++) this.#silent.push(await this.#come());
  }

  /** A piece of a line, that has arrived by itself before the next is sent. */
  async #type(guest: Socket | undefined, text: string): Promise<void> {
    guest?.write(text);
    await pause(100);
  }

  async #readAll(guest: Socket | undefined, many: number): Promise<void> {
    if (!guest) return;
    const all = new Promise<void>((resolve) => {
      const look = () => (this.#bytes.get(guest) ?? 0) >= many && resolve();
      guest.on('data', look);
      look();
    });
    guest.resume();
    await all;
  }

  async #look(): Promise<void> {
    const answer = await fetch(this.#server.page, { headers: { connection: 'close' } });
    this.#server.seen.at(-1)?.printed.push(`(${await answer.text()})`);
  }
}
