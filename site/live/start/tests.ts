/** Runs the tests while the site is being read, and says how far they are. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import type { TestReport } from '../../tests/report.ts';
import { readReport } from '../../tests/report.ts';
import type { Progress, TestNews } from '../link.ts';
import { hashOfInputs, isStamped, stamp } from './inputs.ts';

const REPORT = '.generated/tests.json';
const NEW_REPORT = '.generated/tests-new.json';
const STAMP = '.generated/tests.hash';
const SAID = 20_000; // characters of what vitest prints, kept for when it fails

/** What test/reporter.ts sends, as it comes. */
export type Reported =
  | { readonly tell: 'found'; readonly count: number }
  | { readonly tell: 'results'; readonly news: TestNews[] };

type Start = (args: string[], env: Record<string, string>) => ChildProcess;

/** The report of these very sources, if they have been tested. */
export function known(): TestReport | null {
  return isStamped(STAMP, hashOfInputs()) ? readReport(REPORT) : null;
}

export class TestRun {
  readonly #tell: (progress: Progress, news: TestNews[]) => void;
  readonly #before = readReport(REPORT)?.tests.length ?? 0; // there will be about as many
  #done = 0;
  #total = 0; // as far as vitest has found them
  #failed = 0;
  #said = '';

  constructor(tell: (progress: Progress, news: TestNews[]) => void) {
    this.#tell = tell;
  }

  /** Null if it broke off; `said` then says how. */
  async run(start: Start): Promise<TestReport | null> {
    const hash = hashOfInputs();
    const env = { TEST_REPORT: NEW_REPORT, NO_COLOR: '1' };
    const child = start(['run', '--project', '!site'], env);
    child.on('message', (message: Reported) => this.#hear(message));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        this.#said = (this.#said + text).slice(-SAID);
      });
    }
    await once(child, 'close');
    const report = readReport(NEW_REPORT);
    if (report === null) return null;
    renameSync(NEW_REPORT, REPORT);
    if (report.tests.every(({ state }) => state !== 'failed')) stamp(STAMP, hash);
    return report;
  }

  get said(): string {
    return this.#said;
  }

  progress(state: Progress['state']): Progress {
    const [done, failed] = [this.#done, this.#failed];
    return { state, done, total: Math.max(this.#total, this.#before, done), failed };
  }

  #hear(message: Reported): void {
    if (message.tell === 'found') this.#total += message.count;
    const news = message.tell === 'results' ? message.news : [];
    this.#done += news.length;
    this.#failed += news.filter(({ state }) => state === 'failed').length;
    this.#tell(this.progress('running'), news);
  }
}
