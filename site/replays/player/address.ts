/** The step in the address, `#step=37`: it can be sent, and survives the other language. */

const DELAY = 250; // ms: browsers refuse an address that changes too often

let timer: ReturnType<typeof setTimeout> | undefined;

export function stepInAddress(hash = location.hash): number | undefined {
  const [, step] = /^#step=(\d+)$/.exec(hash) ?? [];
  return step === undefined ? undefined : Number(step);
}

export function writeStep(step: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(history.state, '', `#step=${step}`);
  }, DELAY);
}
