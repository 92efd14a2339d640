/** The keyboard: in the player, and on its own page wherever nothing else wants the key. */

import type { Deck } from './deck.ts';

const KEYS: Record<string, Parameters<Deck['do']>[0]> = {
  ArrowLeft: 'back',
  ArrowRight: 'next',
  Home: 'home',
  End: 'end',
  ArrowUp: 'previousTurn',
  ArrowDown: 'nextTurn',
  '[': 'previousTurn',
  ']': 'nextTurn',
  ' ': 'play',
  ',': 'slower',
};

/** Where a key has a meaning of its own. */
const OWN: [keys: RegExp, where: string][] = [
  [/./, 'input, select, textarea, [contenteditable], dialog *'],
  [/^ $/, 'button, a, summary'],
  [/^(Arrow(Up|Down)|Home|End)$/, '.code'], // the source scrolls
];

export function listen(root: HTMLElement, deck: Deck, everywhere: boolean): void {
  const onKey = (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
    const what = KEYS[key];
    const at = target as Element;
    if (!what || ctrlKey || metaKey || altKey || shiftKey) return;
    if (OWN.some(([keys, where]) => keys.test(key) && at.matches(where))) return;
    if (everywhere && at !== document.body && !root.contains(at)) return;
    event.preventDefault();
    deck.do(what);
  };
  const place: HTMLElement | Document = everywhere ? document : root;
  place.addEventListener('keydown', onKey as EventListener);
}
