/** How much memory is in use, when all that could be let go has been. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of JavaScript that are in use. */
export function heapUsed(): number {
  // What a finalizer lets go is collected by the next round.
  for (let i = 0; i < 3; i++) collectGarbage();
  return process.memoryUsage().heapUsed;
}
