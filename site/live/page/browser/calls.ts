/** The system calls of a turn, as strace prints them, in the order they were made. */

import { el } from '../../../ui/browser/dom.ts';
import type { Call } from '../../server/calls.ts';
import type { ToldTurn } from '../../told.ts';
import { nameOf, ownerOf } from './names.ts';

export function callsOf(turn: ToldTurn): HTMLElement[] {
  const before = turn.ran.filter(({ kind }) => kind !== 'handler');
  const after = turn.ran.filter(({ kind }) => kind === 'handler');
  const of = (ran: typeof turn.ran) =>
    ran.flatMap((each) =>
      each.calls.map((call) => item(turn, call, nameOf(turn, each))),
    );
  return [
    ...of(before),
    ...turn.calls.map((call) => item(turn, call, '')),
    ...of(after),
  ];
}

function item(turn: ToldTurn, call: Call, by: string): HTMLElement {
  const owner = call.fd in turn.owners ? ownerOf(turn, call.fd) : '';
  const css = owner === 'me' ? 'mine' : null;
  const note = [owner, by && by !== `fd ${call.fd} ${owner}` ? by : ''].filter(Boolean);
  const remark = note.length > 0 ? el('small', {}, `  ${note.join(' · ')}`) : null;
  return el('li', { class: css }, straceOf(call), remark);
}

/** `recv(11, …, 0, 65536, 0) = 512` */
export function straceOf({ name, fd, args, result }: Call): string {
  if (name === 'accept4') return `accept4(…) = ${fd}`;
  return `${name}(${[fd, args].filter((each) => each !== '').join(', ')}) = ${result}`;
}
