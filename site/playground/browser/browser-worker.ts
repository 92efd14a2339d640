/** For a browser: the worker behind the playground. */

import { confined } from '../../exercises/confined/inside.ts';
import { type Modules, play } from '../play.ts';
import type { Traced } from '../traced.ts';

confined<{ modules: Modules; trace: Traced }>(({ modules, trace }, tell) =>
  play(modules, trace, tell),
);
