/** How much room a player has, and what that means for what is drawn in it. */

import type { Staves } from './film-plan.ts';

export interface Room {
  staves: Staves;
  film: number; // px along the film
  short: boolean; // rows of cells in place of tree and tables
}

const WIDE = 900; // px: from there on the state stands beside the code
const NARROW = 620; // px: below, the names of the staves are marks alone
const [NAMES, MARKS] = [120, 26]; // px
const EDGE = 28; // px at most, of a page

/** `films`: so many stand under each other. */
export function roomIn(root: HTMLElement, films = 1): Room {
  const style = getComputedStyle(root);
  const zoom = Number(style.getPropertyValue('--zoom')) || 1;
  const [width, height] = [root.clientWidth / zoom, root.clientHeight / zoom];
  const { paddingLeft, paddingRight } = style;
  const edges = root.dataset.page === undefined ? 0 : 2 * EDGE;
  const padding = Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight);
  const film = width - padding - edges - (width < NARROW ? MARKS : NAMES);
  return { staves: stavesFor(height, films), film, short: width < WIDE || films > 1 };
}

function stavesFor(height: number, films: number): Staves {
  const each = height / films;
  if (each < 420) return { first: 26, lane: 14 };
  if (each < 640) return { first: 28, lane: 17 };
  return height > 780 ? { first: 34, lane: 24 } : { first: 30, lane: 20 };
}
