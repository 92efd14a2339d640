/** Requests that are answered in time cancel their timeouts: what becomes of these? */

import { SimulatedIOLoop, type Timeout } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();
const pending: Timeout[] = [];

/** Each request may take half a minute. */
function request(): void {
  for (let i = 0; i < 520; i++) pending.push(loop.callLater(30_000 + i, expire));
}

/** All of them are answered at once. */
function answer(): void {
  for (const timeout of pending) loop.removeTimeout(timeout);
}

function expire(): void {
  console.log('no answer');
}

function tick(): void {
  console.log('tick');
}

loop.callLater(10, tick);
loop.callLater(20, () => loop.stop());
loop.addCallback(request);
loop.addCallback(answer);
await loop.start();
