/** For a browser: the worker behind an exercise; one run, and its news to the page. */

import { confined } from '../confined/inside.ts';
import type { Runnable } from '../exercise.ts';
import { run } from '../run/run.ts';

confined<{ exercise: Runnable; text: string }>(({ exercise, text }, tell) =>
  run(exercise, text, tell),
);
