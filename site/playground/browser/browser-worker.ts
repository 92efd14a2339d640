/** For a browser: the worker behind the playground. */

import { confined } from '../../exercises/confined/inside.ts';
import { type Modules, play } from '../play.ts';

confined<{ modules: Modules; text: string }>(({ modules, text }, tell) =>
  play(modules, text, tell),
);
