/** A room where all hear what one says. Slow readers are cut off. nc HOST PORT */

import { IOLoop } from '../index.ts';
import type { IOStream } from '../net/iostream.ts';
import { TCPServer } from '../net/tcp-server.ts';
import { listen, stopOnCtrlC } from './listen.ts';

const PATIENCE = 1024 * 1024; // bytes that we keep for somebody who does not read
const LINE = { maxBytes: 1000 };

const room = new Map<string, IOStream>();

/** One guest, from the first word to the last. */
async function welcome(stream: IOStream): Promise<void> {
  const name = await admit(stream);
  tell(`* ${name} joins ${room.size - 1} others`);
  try {
    for (;;) tell(`${name}: ${await readLine(stream)}`);
  } finally {
    room.delete(name);
    stream.close();
    tell(`* ${name} leaves`);
  }
}

async function admit(stream: IOStream): Promise<string> {
  for (;;) {
    await stream.write('Your name? ');
    const name = await readLine(stream);
    if (/^[\p{L}\p{N}_-]{1,20}$/u.test(name) && !room.has(name)) {
      room.set(name, stream);
      return name;
    }
    await stream.write('Up to 20 letters and digits, and nobody else’s. ');
  }
}

async function readLine(stream: IOStream): Promise<string> {
  return String(await stream.readUntil('\n', LINE)).trim();
}

/** Nobody waits here: one slow guest must not keep the others from hearing. */
function tell(line: string): void {
  for (const stream of room.values()) {
    if (stream.unsent > PATIENCE) stream.close(new Error('reads too slowly'));
    else void stream.write(`${line}\n`);
  }
}

const server = new TCPServer(welcome);
const listener = await listen();
server.addSocket(listener);
stopOnCtrlC();
console.log('listening on', listener.address());

await IOLoop.current().start();
