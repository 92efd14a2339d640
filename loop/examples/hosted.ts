/** The loop as a guest of Node's own: Node's web server, our pipe, our beat. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { HostedIOLoop, IOLoop, PeriodicCallback } from '../index.ts';
import { constants, sys } from '../node/sys.ts';

const loop = new HostedIOLoop();
const [reader, writer] = sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
const buffer = Buffer.alloc(4096);

// Node's: each request is answered from a file, and its path goes into the pipe.
const server = createServer(async (request, response) => {
  const path = Buffer.from(`${request.url}`);
  sys.write(writer, path, 0, path.length);
  const source = await readFile(import.meta.filename, 'utf8');
  response.end(source.slice(0, source.indexOf('\n') + 1));
});

// Ours: called when the pipe is readable.
loop.addHandler(
  reader,
  () => {
    const count = sys.read(reader, buffer, 0, buffer.length) ?? 0;
    console.log(`through the pipe: ${buffer.toString('utf8', 0, count)}`);
  },
  IOLoop.READ,
);
new PeriodicCallback(() => console.log('a minute has passed'), 60_000).start();

loop.addSignalHandler('SIGINT', () => {
  console.log('\ngoodbye'); // Ctrl-C
  server.close();
  loop.stop();
});

server.listen(0, '127.0.0.1', () => console.log('try curl on', server.address()));
await loop.start();
