/**
 * Where one is, in the address: `#event=7`, or `#step=37` line by line. It can be sent,
 * and survives the other language. `#quiz` begins with the first question.
 */

const DELAY = 250; // ms: browsers refuse an address that changes too often

let timer: ReturnType<typeof setTimeout> | undefined;

export interface Address {
  lines: boolean;
  at: number;
}

export function fromAddress(hash = location.hash): Address | 'quiz' | undefined {
  if (hash === '#quiz') return 'quiz';
  const [, what, at] = /^#(step|event)=(\d+)$/.exec(hash) ?? [];
  return at === undefined ? undefined : { lines: what === 'step', at: Number(at) };
}

export function toAddress({ lines, at }: Address): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(history.state, '', `#${lines ? 'step' : 'event'}=${at}`);
  }, DELAY);
}
