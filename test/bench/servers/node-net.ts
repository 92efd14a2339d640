/** The same server on Node's own sockets. `node-net.ts PORT` */

import { createServer } from 'node:net';
import { ANSWER, BACKLOG, PORT } from './answer.ts';

const server = createServer((socket) => {
  socket.on('data', () => socket.write(ANSWER));
  socket.on('error', () => socket.destroy()); // a peer that breaks off
});
server.listen({ port: PORT, host: '0.0.0.0', backlog: BACKLOG });
