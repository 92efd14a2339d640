/** Whatever changes the height of the page, the line being read stays where it is. */

const READABLE =
  '.note, .ln, .part, .run > .tx > *, [data-keep], main section[id], main li[id]';

/** What the reader looks at: the target if it is in view, else what is under the eye. */
function underTheEye(): Element | undefined {
  const target = document.querySelector(':target');
  if (target && inView(target)) return target;
  for (const y of [0.3, 0.2, 0.4, 0.5, 0.65]) {
    for (const x of [0.3, 0.5, 0.75]) {
      const hit = document.elementFromPoint(innerWidth * x, innerHeight * y);
      const found = hit?.closest(READABLE);
      if (found) return found;
    }
  }
  return undefined;
}

/** A paragraph that went away with its language: the one that tells the same. */
function shown(eye: Element): Element {
  const run = eye.closest('.run');
  if (!run || eye.getClientRects().length > 0) return eye;
  const mine = [...(eye.parentElement?.children ?? [])];
  const theirs = [...run.children].find((one) => one.getClientRects().length > 0);
  const part = mine.indexOf(eye) / mine.length; // the languages may break differently
  return theirs?.children[Math.round(part * theirs.childElementCount)] ?? run;
}

function inView(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 60 && top < innerHeight;
}

/** `undo` and `redo` flip between the old and the new state of the page. */
export function keepPlace(undo: () => void, redo: () => void): void {
  const root = document.documentElement;
  root.style.overflowAnchor = 'none'; // one of us, not both
  undo();
  const eye = scrollY < 8 ? undefined : underTheEye(); // at the top: stay at the top
  const before = eye?.getBoundingClientRect().top ?? 0;
  redo();
  const same = eye && shown(eye);
  if (same)
    scrollBy({ top: same.getBoundingClientRect().top - before, behavior: 'instant' });
  requestAnimationFrame(() => {
    root.style.overflowAnchor = '';
  });
}
