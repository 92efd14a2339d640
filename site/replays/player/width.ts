/** Widths without asking the page to lay itself out: measured once, then kept up to date. */

const widths = new WeakMap<Element, number>();

const watch = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) widths.set(target, contentRect.width);
});

export function widthOf(element: HTMLElement): number {
  const known = widths.get(element);
  if (known !== undefined) return known;
  const width = element.clientWidth;
  if (width === 0) return 0; // not on the page yet
  widths.set(element, width);
  watch.observe(element);
  return width;
}
