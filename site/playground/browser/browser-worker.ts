/** For a browser: the worker behind the playground. */

import { cutOff } from '../../exercises/run/cut-off.ts';
import { type Modules, play } from '../play.ts';

cutOff();

addEventListener(
  'message',
  ({ data }: MessageEvent<{ modules: Modules; text: string }>) => {
    void play(data.modules, data.text, (told) => postMessage(told));
  },
);
