/**
 * Watches over a run in a worker, and ends it when it has said nothing for too long: the
 * student's program then runs in circles. The tests before keep their results.
 */

import {
  type Failure,
  type News,
  type Outcome,
  type Result,
  type TestName,
  TIME_LIMIT,
  type Words,
} from '../exercise.ts';

/** A worker that has begun to run; `end()` stops it wherever it is. */
export interface Running {
  end(): unknown;
}

/** Starts the worker. It hands on the news; `gone` says that it ended without being told. */
export type Begin = (
  tell: (news: News) => void,
  gone: (why: string) => void,
) => Running;

const STARTING = 20_000; // ms for the worker itself, on a machine that is busy

export class Supervisor {
  readonly #tell: (news: News) => void;
  readonly #limit: number;
  readonly #outcome = Promise.withResolvers<Outcome>();
  readonly #results: Result[] = [];
  readonly #running: Running;
  #names: readonly TestName[] = [];
  #printed: string[] = []; // by the test that is running
  #timer: ReturnType<typeof setTimeout>;

  constructor(begin: Begin, tell: (news: News) => void = () => {}, limit = TIME_LIMIT) {
    this.#tell = tell;
    this.#limit = limit;
    this.#timer = setTimeout(() => this.#breakOff(tooLong(STARTING)), STARTING);
    this.#running = begin(
      (news) => this.#hear(news),
      (why) =>
        this.#breakOff({
          zh: `程序自己结束了：${why}`,
          en: `The program has ended itself: ${why}`,
        }),
    );
  }

  get outcome(): Promise<Outcome> {
    return this.#outcome.promise;
  }

  #hear(news: News): void {
    if (news.tell === 'printed')
      this.#printed.push(news.line); // no sign of progress
    else this.#waitAgain();
    if (news.tell === 'begins') this.#printed = [];
    if (news.tell === 'tests') this.#names = news.names;
    if (news.tell === 'result') this.#results.push(news.result);
    if (news.tell === 'outcome') this.#finish(news.outcome);
    else this.#tell(news);
  }

  #waitAgain(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#breakOff(tooLong(this.#limit)), this.#limit);
  }

  #breakOff(why: Words): void {
    const failure = { why, message: why.en, position: null };
    const { length } = this.#results;
    const missing = this.#names.slice(length).map((name, i) => {
      return i === 0
        ? notRun(name, failure, this.#printed)
        : notRun(name, NOT_REACHED, []);
    });
    const results = [...this.#results, ...missing];
    const refused = missing.length === 0 ? failure : null; // not even begun
    this.#finish({ passed: false, refused, results: refused ? [] : results });
  }

  #finish(outcome: Outcome): void {
    clearTimeout(this.#timer);
    this.#running?.end();
    this.#tell({ tell: 'outcome', outcome });
    this.#outcome.resolve(outcome);
  }
}

const NOT_REACHED: Failure = {
  why: {
    zh: '前面的测试没有结束，这一个没有运行。',
    en: 'Not run: the test before it did not end.',
  },
  message: 'not run',
  position: null,
};

function notRun(name: TestName, failure: Failure, printed: string[]): Result {
  return { name, passed: false, failure, printed, turns: [], turnCount: 0 };
}

function tooLong(limit: number): Words {
  const seconds = limit / 1000;
  return {
    zh: `跑了 ${seconds} 秒还没有结束，被终止了：多半有一个循环走不到头。`,
    en: `Ended after ${seconds} s: most likely there is a loop that never comes to its end.`,
  };
}
