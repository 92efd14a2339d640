/**
 * One student's exercises, in a process that may do nothing: no file, no network, no
 * other process, an empty environment, little memory. It is believed only what it says
 * with the nonce, and only of tests that the exercise is known to have.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Words } from '../exercise.ts';
import type { Answer, Job } from './child.ts';
import { watchMemory } from './memory.ts';

export interface Limits {
  /** ms from a job to its answer; the tests have their own, shorter limit inside. */
  readonly silence: number;
  /** ms for all the work of a student. */
  readonly total: number;
  readonly heap: number; // MB
  readonly memory: number; // MB in all
}

export const LIMITS: Limits = {
  silence: 20_000,
  total: 120_000,
  heap: 128,
  memory: 512,
};

const LONGEST_ANSWER = 2_000_000; // characters

export type Ended = { readonly answer: Answer } | { readonly died: Words };

/** Runs the jobs in order. A job that takes the process down costs only itself. */
export async function runJobs(
  file: string,
  folder: string,
  jobs: readonly Job[],
  limits: Limits = LIMITS,
  stop?: AbortSignal,
): Promise<Ended[]> {
  const ended: Ended[] = [];
  const until = performance.now() + limits.total;
  while (ended.length < jobs.length && !stop?.aborted) {
    const rest = jobs.slice(ended.length);
    const left = until - performance.now();
    if (left <= 0) return [...ended, ...rest.map(() => ({ died: NO_TIME }))];
    const run = new Run(file, folder, rest, { ...limits, total: left }, stop);
    ended.push(...(await run.ended));
  }
  return ended;
}

/** One process, as long as it lives. */
class Run {
  readonly #nonce = randomBytes(16).toString('hex');
  readonly #child: ChildProcess;
  readonly #ended: Ended[] = [];
  readonly #all: number;
  readonly #limits: Limits;
  readonly ended: Promise<Ended[]>;
  #why: Words | null = null;
  #silence: NodeJS.Timeout | undefined;

  constructor(
    file: string,
    folder: string,
    jobs: readonly Job[],
    limits: Limits,
    stop?: AbortSignal,
  ) {
    this.#all = jobs.length;
    this.#limits = limits;
    this.#child = spawn(process.execPath, [...flags(file, limits), file], {
      cwd: folder,
      env: process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {},
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.ended = this.#watch(stop);
    this.#child.stdin?.on('error', () => {}); // it has died; that is told elsewhere
    const lines = [this.#nonce, ...jobs.map((job) => JSON.stringify(job))];
    this.#child.stdin?.end(`${lines.join('\n')}\n`);
  }

  async #watch(stop?: AbortSignal): Promise<Ended[]> {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    this.#child.on('error', () => resolve()).on('close', () => resolve());
    const kill = (why: Words | null) => this.#kill(why);
    const total = setTimeout(kill, this.#limits.total, NO_TIME);
    const onStop = () => kill(null);
    stop?.addEventListener('abort', onStop);
    const { pid = 0 } = this.#child;
    const bytes = this.#limits.memory * 2 ** 20;
    const unwatch = watchMemory(pid, bytes, () => kill(TOO_MUCH));
    this.#waitForAnswer();
    if (this.#child.stdout) {
      const lines = createInterface({ input: this.#child.stdout });
      lines.on('line', (line) => this.#hear(line));
    }
    await gone;
    clearTimeout(total);
    clearTimeout(this.#silence);
    unwatch();
    stop?.removeEventListener('abort', onStop);
    if (this.#ended.length === this.#all || stop?.aborted) return this.#ended;
    return [...this.#ended, { died: this.#why ?? this.#howItEnded() }];
  }

  #hear(line: string): void {
    const answer = line.length > LONGEST_ANSWER ? null : read(line);
    if (answer?.nonce !== this.#nonce) this.#kill(NONSENSE);
    else this.#ended.push({ answer });
    this.#waitForAnswer();
  }

  #waitForAnswer(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#kill(TOO_LONG), this.#limits.silence);
  }

  #kill(why: Words | null): void {
    this.#why ??= why;
    this.#child.kill('SIGKILL');
  }

  /** V8 aborts when there is no heap left. */
  #howItEnded(): Words {
    const { signalCode, exitCode } = this.#child;
    if (signalCode === 'SIGABRT' || exitCode === 134) return TOO_MUCH;
    const how = signalCode ?? exitCode;
    return {
      zh: `运行它的进程自己结束了（${how}）。`,
      en: `The process that ran it has ended by itself (${how}).`,
    };
  }
}

/** What the process may: read the one file that it is. */
export function flags(file: string, { heap }: Pick<Limits, 'heap'>): string[] {
  return [
    '--permission',
    `--allow-fs-read=${file}`,
    '--frozen-intrinsics',
    '--disallow-code-generation-from-strings',
    '--unhandled-rejections=none', // a promise of the student's that nobody waits for
    `--max-old-space-size=${heap}`,
    '--no-warnings',
  ];
}

function read(line: string): Answer | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const TOO_MUCH: Words = {
  zh: '用掉的内存太多，被终止了。',
  en: 'Ended: it took too much memory.',
};
const TOO_LONG: Words = {
  zh: '太久没有动静，被终止了。',
  en: 'Ended: it went on for too long.',
};
const NO_TIME: Words = {
  zh: '全部练习的总时间用完了，这一题没有运行。',
  en: 'Not run to its end: the time for all exercises together is over.',
};
const NONSENSE: Words = {
  zh: '运行它的进程说了不该说的话，被终止了。',
  en: 'Ended: the process that ran it did not keep to the protocol.',
};
