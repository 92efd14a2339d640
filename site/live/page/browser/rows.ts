/** One row of the table for each turn. */

import { el } from '../../../ui/browser/dom.ts';
import { pick } from '../../../ui/browser/say.ts';
import type { ToldTurn } from '../../told.ts';
import { straceOf } from './calls.ts';
import { inMs, isMine, nameOf } from './names.ts';

const MANY = 6; // functions or calls that are named in one cell

export function rowOf(turn: ToldTurn): HTMLTableRowElement {
  const of = (kind: string) =>
    shortened(
      turn.ran.filter((ran) => ran.kind === kind).map((ran) => nameOf(turn, ran)),
    );
  const calls = [...turn.ran.flatMap((ran) => ran.calls), ...turn.calls].map(straceOf);
  const { poll } = turn;
  const cells = [
    of('callback'),
    of('timeout'),
    poll ? inMs(poll.timeout) : '–',
    poll ? inMs(poll.slept) : '–',
    of('handler'),
    shortened(calls),
  ];
  const skipped = turn.skipped > 0 ? ` (+${turn.skipped} ${pick('轮', 'turns')})` : '';
  const head = el('th', { scope: 'row', class: 'num' }, `${turn.number}${skipped}`);
  const css = isMine(turn) ? 'mine' : null;
  return el('tr', { class: css }, head, ...cells.map((text) => el('td', {}, text)));
}

function shortened(names: string[]): string {
  const more = names.length - MANY;
  const shown = names.slice(0, MANY).join(', ');
  return more > 0 ? `${shown} … +${more}` : shown;
}
