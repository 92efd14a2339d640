/**
 * Connections that only stand there, for as long as this program does: a process has
 * only so many descriptors, and a crowd may need several. `crowd.ts PORT HOST COUNT`
 */

import { Clients } from '../figures/clients.ts';

const [port = 0, host = 0, count = 0] = process.argv.slice(2).map(Number);
new Clients(port, host).open(count);
setInterval(() => {}, 3_600_000); // until it is killed
