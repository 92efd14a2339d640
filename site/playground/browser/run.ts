/** Runs a program where it can do no harm; one that is silent for too long is ended. */

import { runConfined } from '../../exercises/confined/outside.ts';
import { TIME_LIMIT } from '../../exercises/exercise.ts';
import type { Modules, Told } from '../play.ts';
import { traced } from '../trace.ts';

const STARTING = 20_000; // ms for the worker itself, on a machine that is busy
const SECONDS = TIME_LIMIT / 1000;

export function runProgram(
  modules: Modules,
  text: string,
  tell: (told: Told) => void,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = (told: Told) => {
    clearTimeout(timer);
    running.end();
    tell(told);
    resolve();
  };
  let timer = setTimeout(() => end(tooLong()), STARTING);
  const hear = (told: Told) => {
    if (told.tell === 'end') return end(told);
    clearTimeout(timer);
    timer = setTimeout(() => end(tooLong()), TIME_LIMIT);
    tell(told);
  };
  // The parser is here already, for the editor; the worker does without.
  const job = { modules, trace: traced(text) };
  const running = runConfined<Told>('program', job, hear, (why) =>
    end(ended(why, why)),
  );
  return promise;
}

const tooLong = (): Told =>
  ended(
    `跑了 ${SECONDS} 秒没有动静，被终止了：多半有一个循环走不到头，或者没有人叫停。最后一步就停在那里。`,
    `Ended after ${SECONDS} s without news: there is a loop that never comes to its end, or nobody has called stop(). The last step is where it was.`,
  );

function ended(zh: string, en: string): Told {
  const failure = { why: { zh, en }, message: en, position: null };
  return { tell: 'end', printed: [], failure };
}
