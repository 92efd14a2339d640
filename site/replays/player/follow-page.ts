/** What happens around a player: the other language, another size, out of sight. */

import { onLang } from '../../ui/browser/words.ts';
import type { Deck } from './deck.ts';

const SETTLED = 120; // ms without a change of size

/** Gives what ends all that. */
export function followPage(
  root: HTMLElement,
  stage: { deck: Deck; label(): void; again(): void },
): () => void {
  const { deck } = stage;
  onLang(() => {
    stage.label();
    deck.go(deck.at);
  });
  let size = `${root.clientWidth} ${root.clientHeight}`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const resized = new ResizeObserver(() => {
    const now = `${root.clientWidth} ${root.clientHeight}`;
    if (now === size) return;
    size = now;
    clearTimeout(timer);
    timer = setTimeout(() => stage.again(), SETTLED);
  });
  resized.observe(root);
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) deck.pause();
  });
  seen.observe(root);
  return () => {
    resized.disconnect();
    seen.disconnect();
  };
}
