/** The heap as a tree. Entries keep their element, so that one that moves is seen to. */

import { el, mark, svg } from '../../ui/browser/dom.ts';
import type { Lang } from '../../ui/browser/words.ts';
import type { HeapEntry, State } from '../recording.ts';
import type { Extra } from './state.ts';
import * as tree from './tree.ts';
import { widthOf } from './width.ts';

interface Drawing {
  drawn: HeapEntry[];
  box: SVGSVGElement;
  edges: SVGPathElement;
  field: [live: SVGPathElement, dead: SVGPathElement];
  nodes: Map<number, { node: SVGGElement; key: string }>;
  said: HTMLElement;
  none: HTMLElement;
}

const drawings = new WeakMap<HTMLElement, Drawing>();

export function drawHeap(root: HTMLElement, state: State, lang: Lang, extra: Extra) {
  if (extra.short) return drawShort(root, state, lang);
  const drawing = drawings.get(root) ?? start(root);
  const { timeouts } = state;
  drawing.said.textContent = sentence(timeouts, lang);
  drawing.none.textContent = lang === 'en' ? 'empty' : '空';
  drawing.none.hidden = timeouts.length > 0;
  if (drawing.drawn === timeouts) return;
  drawing.drawn = timeouts;
  const width = Math.max(240, Math.min(widthOf(root) || 300, 420));
  const most = Math.max(extra.most?.timeouts ?? 0, timeouts.length);
  const trunk = tree.treeHeight(most);
  const height = trunk + tree.fieldHeight(most, width);
  drawing.box.setAttribute('width', String(width));
  drawing.box.setAttribute('height', String(height));
  drawing.edges.setAttribute('d', edgesOf(timeouts, width));
  drawField(drawing, timeouts, width, trunk);
  drawNodes(drawing, timeouts, width);
}

const FEW = 5;

/** Where there is no room for a tree: the array, as it lies. */
function drawShort(root: HTMLElement, { timeouts }: State, lang: Lang): void {
  const cells = timeouts.slice(0, FEW).map(({ name, deadline, cancelled }) => {
    const css = `cell timeout ${cancelled ? 'none struck' : ''}`;
    return el('code', { class: css }, mark('to'), `${name} ${round(deadline)}`);
  });
  const rest = timeouts.length - FEW;
  const none = lang === 'en' ? 'empty' : '空';
  if (!cells.length) cells.push(el('code', { class: 'cell none' }, none));
  if (rest > 0) cells.push(el('code', { class: 'cell none' }, `+${rest}`));
  root.replaceChildren(el('div', { class: 'cells' }, ...cells));
}

function start(root: HTMLElement): Drawing {
  const edges = svg('path', { class: 'axis-line' });
  const live = svg('path', { class: 'fill-to' });
  const dead = svg('path', { class: 'dead' });
  const box = svg(
    'svg',
    { class: 'score heap', 'aria-hidden': 'true' },
    edges,
    live,
    dead,
  );
  const said = el('p', { class: 'vh' });
  const none = el('span', { class: 'cell none', 'aria-hidden': 'true' });
  root.replaceChildren(said, none, box);
  const drawing: Drawing = {
    drawn: [],
    box,
    edges,
    said,
    none,
    field: [live, dead],
    nodes: new Map(),
  };
  drawings.set(root, drawing);
  return drawing;
}

function sentence(timeouts: HeapEntry[], lang: Lang): string {
  const struck = lang === 'en' ? ' (cancelled)' : '（已取消）';
  const text = timeouts
    .slice(0, 15)
    .map((e, i) => `[${i}] ${e.name} ${e.deadline}${e.cancelled ? struck : ''}`);
  const rest = timeouts.length - text.length;
  if (!text.length) return lang === 'en' ? 'The heap is empty.' : '堆是空的。';
  if (rest > 0) text.push(lang === 'en' ? `and ${rest} more` : `还有 ${rest} 项`);
  return text.join(lang === 'en' ? ', ' : '，');
}

function edgesOf(timeouts: HeapEntry[], width: number): string {
  return timeouts
    .slice(0, 2 ** tree.TREE_LEVELS - 1)
    .map((_, i) => {
      const parent = tree.parentOf(i);
      if (parent === undefined) return '';
      const [a, b] = [tree.placeOf(parent, width), tree.placeOf(i, width)];
      return `M${a.x} ${a.y + (tree.levelOf(i) === 3 ? 40 : 23)}L${b.x} ${b.y - 10}`;
    })
    .join('');
}

/** What lies deeper than the tree shows: marks only, in the order of the array. */
function drawField(
  drawing: Drawing,
  timeouts: HeapEntry[],
  width: number,
  top: number,
) {
  const deep = timeouts.map((_, i) => i).filter((i) => !tree.inTree(i));
  for (const [k, path] of drawing.field.entries()) {
    const own = deep.filter((i) => timeouts[i]?.cancelled === (k === 1));
    path.setAttribute('d', tree.fieldPath(own, width));
    path.setAttribute('transform', `translate(0 ${top})`);
  }
}

function drawNodes({ box, nodes }: Drawing, timeouts: HeapEntry[], width: number) {
  const shown = timeouts.filter((_, i) => tree.inTree(i));
  const ids = new Set(shown.map(({ id }) => id));
  for (const [id, { node }] of nodes) {
    if (ids.has(id)) continue;
    node.remove();
    nodes.delete(id);
  }
  for (const [i, entry] of shown.entries()) {
    const { x, y } = tree.placeOf(i, width);
    const key = `${entry.cancelled} ${i} ${tree.levelOf(i)}`;
    let known = nodes.get(entry.id);
    if (!known) {
      known = { node: svg('g'), key: '' };
      nodes.set(entry.id, known);
      box.append(known.node);
    }
    known.node.style.transform = `translate(${x}px, ${y}px)`;
    if (known.key !== key) known.node.replaceChildren(...parts(entry, i, width));
    known.key = key;
  }
}

/** Mark, index, deadline, name: beside the mark, or under it where leaves are close. */
function* parts(
  { name, deadline, cancelled }: HeapEntry,
  index: number,
  width: number,
) {
  const share = width / 2 ** tree.levelOf(index);
  const close = share < 80;
  const struck = cancelled ? 'struck dim' : '';
  const css = cancelled ? 'to hollow' : 'to';
  yield svg('use', { href: '#m-to', class: css, x: -7, y: -7, width: 14, height: 14 });
  yield svg(
    'text',
    { class: 'mono sm dim', x: -12, y: 4, 'text-anchor': 'end' },
    index,
  );
  const fits = Math.floor((close ? share : share - 30) / 7.2) - 1;
  if (fits < String(round(deadline)).length) return; // where eight stand side by side
  const short = name.length > fits ? `${name.slice(0, fits - 1)}…` : name;
  const at = close ? { x: 0, 'text-anchor': 'middle' } : { x: 12 };
  const [y1, y2] = close ? [20, 33] : [4, 18];
  yield svg('text', { class: `mono ${struck}`, ...at, y: y1 }, round(deadline));
  const ink = cancelled ? struck : 'fill-to';
  yield svg('text', { class: `mono sm ${ink}`, ...at, y: y2 }, short);
}

const round = (n: number): number => Math.round(n * 10) / 10;
