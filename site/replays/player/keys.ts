/**
 * The keyboard. A player has the keys while the focus is in it. Where nothing has the
 * focus, the arrows to the sides go to the player that was last touched, if it is in
 * view; all that scrolls a page still scrolls it.
 */

import type { Deck, Do } from './deck.ts';

const ANYWHERE: Record<string, Do> = {
  ArrowLeft: 'back',
  ArrowRight: 'next',
  '[': 'previousTurn',
  ']': 'nextTurn',
};
const INSIDE: Record<string, Do> = {
  ...ANYWHERE,
  Home: 'home',
  End: 'end',
  ' ': 'play',
  ',': 'slower',
  Enter: 'source',
  o: 'over',
  n: 'nextEvent',
};

/** Where a key has a meaning of its own. */
const OWN: [keys: RegExp, where: string][] = [
  [/./, 'input, select, textarea, [contenteditable], dialog *'],
  [/^( |Enter)$/, 'button, a, summary'],
  [/^(Home|End)$/, '.code, .calls, .place, .beside'], // they scroll
];

interface Player {
  root: HTMLElement;
  deck: Deck;
}

const players: Player[] = [];
let touched: Player | undefined;

export function listen(root: HTMLElement, deck: Deck, isPages: boolean): void {
  if (players.length === 0) document.addEventListener('keydown', onKey);
  const player = { root, deck };
  const known = players.findIndex((each) => each.root === root);
  players.splice(known < 0 ? players.length : known, known < 0 ? 0 : 1, player);
  const touch = () => {
    touched = player;
  };
  if (isPages || touched?.root === root) touch();
  for (const event of ['pointerdown', 'focusin']) root.addEventListener(event, touch);
}

function onKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
  if (ctrlKey || metaKey || altKey || shiftKey || isComposing) return;
  const at = event.target as Element;
  const within = players.find(({ root }) => root.contains(at));
  const isFree = at === document.body || at === document.documentElement;
  const player = within ?? (isFree && touched && inView(touched) ? touched : undefined);
  const what = (within ? INSIDE : ANYWHERE)[key];
  if (!player || !what || event.defaultPrevented) return;
  if (OWN.some(([keys, where]) => keys.test(key) && at.matches(where))) return;
  event.preventDefault();
  player.deck.do(what);
}

/** Its buttons, or the greater part of it. */
function inView({ root }: Player): boolean {
  const { top, bottom } = root.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return seen > Math.min(bottom - top, innerHeight) / 2;
}
