/**
 * Many connections on one loop: what each takes in memory, what a request costs
 * while all but fifty of them are idle, and how the kernel deals them out when two
 * processes listen on the same port. Where a process may not have descriptors for
 * 50,000 (ulimit -n), the rows end with the most that it may; and for the 50,000, as
 * many processes as it takes share the port.
 */

import { readFileSync } from 'node:fs';
import { descriptorLimit, withDescriptors } from '../descriptors.ts';
import { freePort, Process } from '../process.ts';
import { median, round } from '../statistics.ts';
import { Clients } from './clients.ts';
import { print, type Row } from './program.ts';

const COUNTS = [10, 100, 1000, 10_000];
const MANY = 50_000;
const ROUNDS = 7;
const SPARE = 150; // descriptors for everything else
const SERVER = 'test/bench/servers/add-handler.ts';
const CROWD = 'test/bench/programs/crowd.ts';

/** As many connections as the limit allows a process, in hundreds. */
const MOST = Math.min(MANY, 100 * Math.floor((descriptorLimit() - SPARE) / 100));
/** It takes so many to share MANY; the kernel does not deal them out quite evenly. */
const SHARERS = Math.ceil(MANY / (0.9 * MOST));

async function serve(port: number, most: number): Promise<Process> {
  const command = [process.execPath, SERVER, `${port}`];
  const [shell, args] = withDescriptors(most + SPARE, command);
  return await Process.server([shell, ...args], port);
}

/** The kernel's memory for objects such as sockets, in bytes. */
function slab(): number {
  const [, kilobytes] =
    /^Slab:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
  return 1024 * Number(kilobytes);
}

const sumOf = (numbers: number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0);

/** Processes that hold the connections which are too many for this one. */
function crowds(port: number, count: number): Process[] {
  if (count <= 0) return [];
  const host = 100 + count / MOST; // of its own: none of its addresses is another's
  const args = [`${port}`, `${Math.ceil(host)}`, `${Math.min(count, MOST)}`];
  const [shell, all] = withDescriptors(MOST + SPARE, [
    process.execPath,
    CROWD,
    ...args,
  ]);
  return [Process.start([shell, ...all]), ...crowds(port, count - MOST)];
}

/** CPU time of all servers for one request, in µs. */
function cost(servers: Process[], clients: Clients, requests: number): number {
  const before = sumOf(servers.map((each) => each.cpu));
  const asked = clients.ask(requests);
  return (sumOf(servers.map((each) => each.cpu)) - before) / asked;
}

async function measure(
  processes: number,
  count: number,
  requests: number,
): Promise<Row> {
  const port = await freePort();
  const servers: Process[] = [];
  for (let i = 0; i < processes; i++)
    servers.push(await serve(port, Math.min(count, MOST)));
  const clients = new Clients(port);
  clients.open(1);
  clients.ask(requests >> 1); // the code gets warm
  const [memory, kernel] = [sumOf(servers.map((each) => each.memory)), slab()];
  const before = servers.map((each) => each.descriptors);
  clients.open(Math.min(count, MOST) - 1);
  const others = crowds(port, count - MOST);
  const opened = () => servers.map((each, i) => each.descriptors - (before[i] ?? 0));
  while (sumOf(opened()) < count - 1) await new Promise(setImmediate); // accepted?
  const fullest = Math.max(...opened());
  const grown = sumOf(servers.map((each) => each.memory)) - memory;
  const inKernel = (slab() - kernel) / 2; // the other half is the clients'
  const costs = Array.from({ length: ROUNDS }, () => cost(servers, clients, requests));
  clients.close();
  await Promise.all([...servers, ...others].map((each) => each.end()));
  // Of a few connections, what they take is lost in what else the processes do.
  const each = (bytes: number) => (count < 1000 ? '–' : round(bytes / count / 1024));
  return {
    processes,
    connections: count,
    memory: each(grown), // KiB
    kernel: each(inKernel),
    cost: round(median(costs)),
    share: Math.round((100 * fullest) / (count - 1)), // %
  };
}

await print(async (size) => {
  const rows: Row[] = [];
  const counts = [...COUNTS.filter((count) => count < MOST), MOST];
  for (const count of counts.slice(0, size(Infinity, 1))) {
    for (const processes of [1, 2]) {
      rows.push(await measure(processes, count, size(5000, 20)));
    }
  }
  if (size(MOST, MANY) < MANY) rows.push(await measure(SHARERS, MANY, 5000));
  return rows;
});
