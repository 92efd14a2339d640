/** From the start of a program to its end, when all it does is one callback. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inTurns, type Job, type Part } from '../part.ts';
import { python } from '../peers.ts';

const OURS = `import { IOLoop } from '${process.cwd()}/loop/index.ts';
const loop = IOLoop.current(); loop.addCallback(() => loop.stop()); await loop.start();`;
const NODE = 'setImmediate(() => {});';
const ASYNCIO = `import asyncio
loop = asyncio.new_event_loop(); loop.call_soon(loop.stop); loop.run_forever()`;
const TORNADO = `from tornado.ioloop import IOLoop
loop = IOLoop(); loop.add_callback(loop.stop); loop.start()`;

function programs(): Map<string, string[]> {
  const node = [process.execPath, '--input-type=module', '-e'];
  const all = new Map([
    ['loop', [...node, OURS]],
    ['node', [...node, NODE]],
  ]);
  const [asyncio, tornado] = [python('asyncio'), python('tornado')];
  if (asyncio) all.set('asyncio', [asyncio.command, '-c', ASYNCIO]);
  if (tornado) all.set('tornado', [tornado.command, '-c', TORNADO]);
  return all;
}

export function startup(rounds: number): Part {
  const jobs: Job[] = [...programs()].map(([contender, [program = '', ...args]]) => ({
    labels: { contender },
    async run() {
      const start = performance.now();
      await promisify(execFile)(program, args);
      return { cost: performance.now() - start };
    },
  }));
  return inTurns('startup', jobs, rounds);
}
