/** Deadlines, a cancelled one, and a beat that skips what a slow callback covers. */

import { IOLoop, PeriodicCallback } from '../index.ts';

const loop = IOLoop.current();
const started = loop.time();
const say = (what: string) => {
  const elapsed = Math.floor((loop.time() - started) / 10) * 10;
  console.log(`${String(elapsed).padStart(3)} ms  ${what}`);
};

loop.callAt(started + 30, say, 'third');
loop.callAt(started + 10, say, 'first');
loop.callAt(started + 20, say, 'second');

const unwanted = loop.callAt(started + 15, say, 'never seen');
loop.callAt(started + 12, () => loop.removeTimeout(unwanted));

let beats = 0;
const beat = new PeriodicCallback(() => {
  say(`beat ${++beats}`);
  if (beats === 1) busyFor(55); // covers one beat, which is skipped
  if (beats === 3) loop.stop();
}, 50);
beat.start();

function busyFor(milliseconds: number): void {
  const end = loop.time() + milliseconds;
  while (loop.time() < end);
}

loop.addSignalHandler('SIGINT', () => {
  say('enough'); // Ctrl-C
  loop.stop();
});
await loop.start();
