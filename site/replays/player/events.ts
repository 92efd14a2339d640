/** Event bits as the loop names them. The numbers are epoll's own: see loop/core/poller.ts. */

const BITS: [bit: number, name: string][] = [
  [0x001, 'READ'],
  [0x004, 'WRITE'],
  [0x008, 'ERR'],
  [0x010, 'HUP'],
];
const ERROR = 0x018;

export function eventsText(events: number): string {
  const names = BITS.filter(([bit]) => events & bit).map(([, name]) => name);
  const text = names.join('|') || 'NONE';
  return (events & ERROR) === ERROR ? text.replace('ERR|HUP', 'ERROR') : text;
}
