/** What the names on a line stand for just now: set at the end of the line. */

import { timeoutText as textOf } from '../../score/turns.ts';
import type { State } from '../recording.ts';
import { eventsText } from './events.ts';
import type { Extra } from './state.ts';

type Asked = Extra['asked'];
type Value = [name: RegExp, text: (state: State, asked: Asked) => string];

const MOST = 2; // values at the end of one line
const COLUMNS = 84; // of the line and its values together
const LONG = 34; // letters

const VALUES: Value[] = [
  [/this\.callbacks\b/, ({ callbacks }) => `[${callbacks.join(', ')}]`],
  [/\bof (callbacks|due)\) /, batchText],
  [/nextDeadline|popDue|\bdeadline -/, ({ timeouts }) => nextDeadline(timeouts)],
  [/\.time\(\)|#now\b|host\.now\b/, ({ now }) => `now ${now}`],
  [/pollTimeout\(\)|\bpoll\(timeout\)|waitMilliseconds\(/, timeoutText],
  [/this\.ready\b|\bof ready\b/, readyText],
];

/** As many as find room at the end of the line. */
export function valuesOn(line: string, state: State, asked: Asked): string {
  const code = line.replace(/\/\/.*$|^\s*\/?\*.*$/, '');
  const found = VALUES.filter(([name]) => name.test(code)).map(([, text]) =>
    text(state, asked),
  );
  let said = '';
  for (const text of found.filter(Boolean).slice(0, MOST)) {
    const short = text.length > LONG ? `${text.slice(0, LONG)}…` : text;
    const longer = said ? `${said} · ${short}` : short;
    if (line.length + longer.length <= COLUMNS) said = longer;
  }
  return said;
}

function batchText({ batch }: State, asked: Asked): string {
  return asked === 'next-callback' ? '[?]' : `[${batch.join(', ')}]`;
}

function nextDeadline(timeouts: State['timeouts']): string {
  const live = timeouts.filter(({ cancelled }) => !cancelled);
  return live.length ? `next ${Math.min(...live.map((e) => e.deadline))}` : 'next ∞';
}

function timeoutText({ timeout }: State, asked: Asked): string {
  if (asked === 'poll-timeout') return 'timeout ?';
  if (timeout === null) return '';
  return `timeout ${textOf(timeout)}`;
}

function readyText({ ready }: State, asked: Asked): string {
  if (asked === 'ready-fds') return '{?}';
  return `{${ready.map(({ fd, events }) => `${fd}: ${eventsText(events)}`).join(', ')}}`;
}
