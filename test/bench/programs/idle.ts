/**
 * Starts a server, opens so many connections to it, and prints by how many bytes each
 * has made it grow. `idle.ts COUNT PORT COMMAND …`
 */

import { withDescriptors } from '../descriptors.ts';
import { Clients } from '../figures/clients.ts';
import { Process } from '../process.ts';

const [, , size = '', port = '', ...command] = process.argv;
const count = Number(size);
const SPARE = 100;

const [shell, args] = withDescriptors(count + SPARE, command);
const server = await Process.server([shell, ...args], Number(port));
const clients = new Clients(Number(port));
clients.open(1);
clients.ask(1000); // the code gets warm
const [memory, descriptors] = [server.memory, server.descriptors];
clients.open(count);
while (server.descriptors - descriptors < count) {
  await new Promise((resolve) => setTimeout(resolve, 10)); // not all accepted yet
}
clients.ask(1);
console.log((server.memory - memory) / count);
await server.end();
process.exit(0);
