/** On every page with a replay: when one comes near, the player is fetched, and it opens. */

import { pageLang } from '../../ui/browser/words.ts';

const WORDS = {
  zh: '没能取到这份录像。刷新页面再试一次。',
  en: 'The recording could not be fetched. Reload the page to try again.',
};

async function open(root: HTMLElement): Promise<void> {
  try {
    const player = await import('./player.ts');
    await player.open(root);
  } catch {
    const said = document.createElement('p');
    said.textContent = WORDS[pageLang()];
    root.replaceChildren(said);
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      void open(target as HTMLElement);
    }
  },
  { rootMargin: '300px' },
);

for (const root of document.querySelectorAll<HTMLElement>('[data-replay]'))
  near.observe(root);
