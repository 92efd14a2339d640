/** For a browser: the worker behind an exercise; one run, and its news to the page. */

import { cutOff } from './cut-off.ts';
import type { Runnable } from './exercise.ts';
import { run } from './run.ts';

cutOff();

addEventListener(
  'message',
  ({ data }: MessageEvent<{ exercise: Runnable; text: string }>) => {
    void run(data.exercise, data.text, (news) => postMessage(news));
  },
);
