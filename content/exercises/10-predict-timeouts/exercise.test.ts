import { READ } from '../../../loop/core/poller.ts';
import { test } from '../../../site/exercises/run/testing.ts';
import { compare } from '../support/prediction.ts';
import { simulate } from '../support/simulate.ts';
import { first, second, third, type World } from './program.ts';
import * as answers from './start/answers.ts';

/** The timeouts of the polls, on the loop as it is. */
function happened(program: (world: World) => void): number[] {
  const { loop, poller } = simulate();
  loop.addHandler(
    7,
    function onRead() {
      poller.lower(7, READ);
    },
    READ,
  );
  program({
    loop,
    pass: (ms) => poller.advance(ms),
    arrive: (time) => poller.at(time, () => poller.raise(7, READ)),
  });
  loop.startSync();
  return poller.log.map(({ timeout }) => timeout);
}

const TIMEOUT = { zh: '超时', en: 'timeout' };

test(
  {
    zh: 'first：回调和期限',
    en: 'first: callbacks and deadlines',
    behaviour: [72, 73, 75],
  },
  () => compare(answers.first, happened(first), TIMEOUT),
);

test(
  {
    zh: 'second：花掉的时间',
    en: 'second: the time that has been spent',
    behaviour: [73],
  },
  () => compare(answers.second, happened(second), TIMEOUT),
);

test({ zh: 'third：全都来', en: 'third: all of it', behaviour: [66, 73] }, () =>
  compare(answers.third, happened(third), TIMEOUT),
);
