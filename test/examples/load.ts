/**
 * The other side of the echo server: clients in a process of their own, on Node's own
 * sockets. Prints one line of JSON with what came of it.
 *
 *     node test/examples/load.ts PORT CLIENTS BYTES
 */

import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';

const [port = 0, clients = 1, bytes = 1] = process.argv.slice(2).map(Number);

/** Bytes that differ from client to client, and repeat in no short period. */
function payload(client: number): Buffer {
  const block = createHash('sha512').update(`client ${client}`).digest();
  const whole = Buffer.alloc(bytes);
  for (let i = 0; i < bytes; i++) whole[i] = (block[i % 61] ?? 0) ^ (i >> 8) ^ i;
  return whole;
}

/** Sends in pieces of odd sizes, 1 byte to 100 kB; resolves with "is it the same". */
function exchange(client: number): Promise<boolean> {
  const sent = payload(client);
  const received: Buffer[] = [];
  const socket = connect(port, '127.0.0.1', () => sendFrom(socket, sent, 0, client));
  return new Promise((resolve, reject) => {
    let count = 0;
    socket.on('data', (data: Buffer) => {
      received.push(data);
      count += data.length;
      if (count >= bytes) socket.end();
    });
    socket.on('close', () => resolve(Buffer.concat(received).equals(sent)));
    socket.on('error', reject);
  });
}

function sendFrom(socket: Socket, all: Buffer, at: number, client: number): void {
  if (at >= all.length) return;
  const size = 1 + ((at * 7919 + client * 104_729) % 99_991);
  const piece = all.subarray(at, at + size);
  socket.write(piece, () => sendFrom(socket, all, at + size, client));
}

const whole = await Promise.all(Array.from({ length: clients }, (_, i) => exchange(i)));
const intact = whole.filter(Boolean).length;
console.log(JSON.stringify({ clients, intact, bytes: intact * bytes }));
