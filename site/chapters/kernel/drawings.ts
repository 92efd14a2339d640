/** The drawings of the kernel, by name. */

import { epoll } from './epoll-drawing.ts';
import { ghost } from './ghost-drawing.ts';
import { list } from './list-drawing.ts';
import { modes } from './modes-drawing.ts';
import type { Drawing } from './shapes.ts';

export const drawings: Readonly<Record<string, Drawing>> = {
  epoll,
  ghost,
  list,
  modes,
};
