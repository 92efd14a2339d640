/** For a browser: the worker behind an exercise; one run, and its news to the page. */

import type { Runnable } from '../exercise.ts';
import { cutOff } from '../run/cut-off.ts';
import { run } from '../run/run.ts';

cutOff();

addEventListener(
  'message',
  ({ data }: MessageEvent<{ exercise: Runnable; text: string }>) => {
    void run(data.exercise, data.text, (news) => postMessage(news));
  },
);
