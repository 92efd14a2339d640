/** A failure in words: why, expected and got, and where in the student's own code. */

import { el } from '../../ui/browser/dom.ts';
import { prose, ui } from '../../ui/browser/label.ts';
import type { Failure, Position } from '../exercise.ts';

export function failureText(
  { why, message, expected, received, position }: Failure,
  goTo: (place: Position) => void,
): HTMLElement {
  const compared = expected !== undefined;
  const said = why ? prose(why) : [];
  const plain = !why || (!compared && message !== why.en);
  return el(
    'div',
    { class: 'failure' },
    ...said,
    plain && message ? el('pre', { class: 'thrown' }, message) : null,
    compared ? values(expected, received ?? '') : null,
    position ? where(position, goTo) : null,
  );
}

function values(expected: string, received: string): HTMLElement {
  return el(
    'dl',
    { class: 'mono' },
    el('dt', {}, ...ui('应为', 'expected')),
    el('dd', {}, expected),
    el('dt', {}, ...ui('实为', 'got')),
    el('dd', {}, received),
  );
}

function where(position: Position, goTo: (place: Position) => void): HTMLElement {
  const { file, line, column } = position;
  const words = ui(
    `${file} 第 ${line} 行，第 ${column} 列`,
    `${file}, line ${line}, column ${column}`,
  );
  const button = el('button', { type: 'button', class: 'copy at' }, ...words);
  button.addEventListener('click', () => goTo(position));
  return el('p', { class: 'label' }, button);
}
