import type { IOLoop } from '../../../loop/core/ioloop.ts';
import { READ } from '../../../loop/core/poller.ts';
import { test } from '../../../site/exercises/run/testing.ts';
import { compare } from '../support/prediction.ts';
import { simulate } from '../support/simulate.ts';
import * as program from './program.ts';
import * as answers from './start/answers.ts';

/** What the program says, on the loop as it is. */
function happened(
  begin: (loop: IOLoop, say: (word: string) => void) => void,
): string[] {
  const { loop, poller, log } = simulate();
  poller.raise(7, READ);
  begin(loop, (word) => log.push(word));
  loop.startSync();
  return log;
}

const WORD = { zh: '词', en: 'word' };

test(
  {
    zh: 'first：一轮之内的次序',
    en: 'first: the order within a turn',
    behaviour: [37, 38],
  },
  () => compare(answers.first, happened(program.first), WORD),
);

test(
  {
    zh: 'second：途中添加的',
    en: 'second: what is added on the way',
    behaviour: [39, 40],
  },
  () => compare(answers.second, happened(program.second), WORD),
);

test(
  { zh: 'third：停下的那一轮', en: 'third: the turn that stops', behaviour: [41, 99] },
  () => compare(answers.third, happened(program.third), WORD),
);
