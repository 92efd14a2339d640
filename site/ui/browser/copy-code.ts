/**
 * Copying code copies code: its lines, set in as they are in the file, without the
 * numbers, marks and notes that stand between them on the page.
 */

const LINES = '.ln, .xl, .pl'; // on a page of source, in prose, in the player
const PLACES = '.src, .blk';

const elementOf = (node: Node): Element | null =>
  node instanceof Element ? node : node.parentElement;

const isInCode = (node: Node): boolean => elementOf(node)?.closest(PLACES) != null;

const codeIn = (line: Element): Element => line.querySelector('code') ?? line;

/** White space that a page of prose draws instead of writing it. */
function indentOf(line: Element): string {
  const drawn = (line as HTMLElement).style.getPropertyValue('--i');
  return line.matches('.xl') ? ' '.repeat(Number(drawn)) : '';
}

const wholeLine = (line: Element): string =>
  (indentOf(line) + (codeIn(line).textContent ?? '')).trimEnd();

/** All the lines of a piece of code. */
export function allOf(place: Element): string {
  const lines = [...place.querySelectorAll(LINES)];
  if (lines.length === 0) return (place.textContent ?? '').trimEnd();
  return lines.map(wholeLine).join('\n');
}

/** How many characters of the code stand before and after what is selected of it. */
function aroundIn(code: Element, range: Range): { before: number; after: number } {
  const [head, tail] = [document.createRange(), document.createRange()];
  head.selectNodeContents(code);
  tail.selectNodeContents(code);
  if (range.compareBoundaryPoints(Range.START_TO_START, head) <= 0) head.collapse(true);
  else head.setEnd(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, tail) >= 0) tail.collapse(false);
  else tail.setStart(range.endContainer, range.endOffset);
  return { before: head.toString().length, after: tail.toString().length };
}

/** Who drags over several lines begins at the first letter, and means the line. */
function partOf(line: Element, range: Range, isOne: boolean): string {
  const [code, indent] = [codeIn(line), indentOf(line)];
  const text = code.textContent ?? '';
  const { before, after } = aroundIn(code, range);
  const isWhole = before === 0 || (!isOne && !text.slice(0, before).trim());
  const from = isWhole ? 0 : indent.length + before;
  const to = indent.length + text.length - after;
  return to > indent.length ? (indent + text).slice(from, to).trimEnd() : '';
}

/** What of the code is selected; nothing where prose is as well: all is meant then. */
function selectedCode(range: Range): string | undefined {
  if (!isInCode(range.startContainer)) return undefined;
  const root = elementOf(range.commonAncestorContainer);
  const own = root?.closest(LINES);
  const all = own ? [own] : [...(root?.querySelectorAll(LINES) ?? [])];
  const lines = all.filter((line) => range.intersectsNode(codeIn(line)));
  const last = lines.at(-1);
  if (!last || proseAfter(last, range)) return undefined;
  const parts = lines.map((line) => partOf(line, range, lines.length === 1));
  if (parts.length > 1 && parts.at(-1) === '') parts.pop(); // it ends where a line begins
  if (parts.length > 1 && parts[0] === '') parts.shift();
  return parts.join('\n');
}

/** Three clicks on a line select up to the first letter of what follows it. */
function proseAfter(last: Element, range: Range): boolean {
  if (isInCode(range.endContainer)) return false;
  const rest = document.createRange();
  rest.setStartAfter(last);
  rest.setEnd(range.endContainer, range.endOffset);
  return rest.toString().trim() !== '';
}

export function copyCode(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || event.defaultPrevented) return;
    const code = selectedCode(selection.getRangeAt(0));
    if (code === undefined) return;
    event.clipboardData?.setData('text/plain', code);
    event.preventDefault();
  });
}
