/** run() waits for a promise, but not for ever. What it began is not interrupted. */

import { SimulatedIOLoop } from '../../../loop/index.ts';

const loop = new SimulatedIOLoop();

async function slow(): Promise<void> {
  console.log('it begins');
  await new Promise((resolve) => loop.callLater(500, wake, resolve));
  console.log('it is never told that nobody waits');
}

function wake(resolve: (value?: unknown) => void): void {
  resolve();
}

try {
  await loop.run(slow, { timeout: 200 });
} catch (error) {
  console.log(String(error));
}
