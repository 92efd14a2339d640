/** Runs a program in a worker; one that is silent for too long is ended. */

import { TIME_LIMIT } from '../../exercises/exercise.ts';
import type { Modules, Told } from '../play.ts';

const STARTING = 20_000; // ms for the worker itself, on a machine that is busy
const SECONDS = TIME_LIMIT / 1000;

export function runProgram(
  modules: Modules,
  text: string,
  tell: (told: Told) => void,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // Not from a blob: that would inherit the page's policy, which forbids eval().
  const worker = new Worker(new URL('./browser-worker.ts', import.meta.url), {
    type: 'module',
  });
  const end = (told: Told) => {
    clearTimeout(timer);
    worker.terminate();
    tell(told);
    resolve();
  };
  let timer = setTimeout(() => end(tooLong()), STARTING);
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.tell === 'end') return end(data);
    clearTimeout(timer);
    timer = setTimeout(() => end(tooLong()), TIME_LIMIT);
    tell(data);
  };
  worker.onerror = ({ message }) => end(ended(message, message));
  worker.postMessage({ modules, text });
  return promise;
}

const tooLong = (): Told =>
  ended(
    `跑了 ${SECONDS} 秒没有动静，被终止了：多半有一个循环走不到头，或者没有人叫停。最后一步就停在那里。`,
    `Ended after ${SECONDS} s without news: there is a loop that never comes to its end, or nobody has called stop(). The last step is where it was.`,
  );

function ended(zh: string, en: string): Told {
  const failure = { why: { zh, en }, message: en, position: null };
  return { tell: 'end', printed: [], turn: null, failure };
}
