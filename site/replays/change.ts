/**
 * The code of a twin moves from good to broken: each token that is in both versions goes
 * from its place in the one to its place in the other. Who wants less motion gets the
 * other version at once.
 */

const TIME = 480; // ms

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

type Rects = Map<string, DOMRect>;

const visible = (root: HTMLElement): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('i')].filter(
    (i) => i.getClientRects().length > 0,
  );

/** A token of a line that stays is itself; one of a changed line goes by its number. */
const keyOf = (token: HTMLElement, i: number): string => token.dataset.k ?? `own ${i}`;

function placesIn(root: HTMLElement): Rects {
  const all = [...root.querySelectorAll<HTMLElement>('i')];
  return new Map(
    visible(root).map((token) => [
      keyOf(token, all.indexOf(token)),
      token.getBoundingClientRect(),
    ]),
  );
}

function turnInto(root: HTMLElement, version: string): void {
  const before = placesIn(root);
  root.dataset.change = version;
  for (const button of root.querySelectorAll('[data-version]')) {
    const own = button.getAttribute('data-version') === version;
    button.setAttribute('aria-pressed', String(own));
  }
  if (still()) return;
  const all = [...root.querySelectorAll<HTMLElement>('i')];
  for (const token of visible(root))
    move(token, before.get(keyOf(token, all.indexOf(token))));
}

function move(token: HTMLElement, from: DOMRect | undefined): void {
  const to = token.getBoundingClientRect();
  const timing = { duration: TIME, easing: 'cubic-bezier(.4, 0, .2, 1)' };
  if (!from) {
    token.animate(
      [{ opacity: 0 }, { opacity: 0, offset: 0.5 }, { opacity: 1 }],
      timing,
    );
    return;
  }
  const [x, y] = [from.left - to.left, from.top - to.top];
  if (x === 0 && y === 0) return;
  token.animate([{ translate: `${x}px ${y}px` }, { translate: '0 0' }], timing);
}

for (const root of document.querySelectorAll<HTMLElement>('[data-change]')) {
  root.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-version]');
    if (button?.dataset.version) turnInto(root, button.dataset.version);
  });
}
