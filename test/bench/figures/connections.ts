/**
 * Many connections on one loop: what each takes in memory, what a request over one of
 * them costs while all the others are idle, and how the kernel deals them out when two
 * processes listen on the same port. 50,000 take a limit of descriptors to match
 * (ulimit -n); where it is lower, the last row is the most that it allows.
 */

import { readFileSync } from 'node:fs';
import { descriptorLimit, withDescriptors } from '../descriptors.ts';
import { freePort, Process } from '../process.ts';
import { median, round } from '../statistics.ts';
import { Clients } from './clients.ts';
import { print, type Row } from './program.ts';

const COUNTS = [10, 100, 1000, 10_000, 50_000];
const ROUNDS = 7;
const SPARE = 150; // descriptors for everything else
const SERVER = 'test/bench/servers/add-handler.ts';

/** As many as the limit allows, on both sides: the clients are one process, too. */
function counts(): number[] {
  const most = 100 * Math.floor((descriptorLimit() - SPARE) / 100);
  return [...COUNTS.filter((count) => count < most), Math.min(most, 50_000)];
}

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

/** CPU time of all servers for one request, in µs. */
function cost(servers: Process[], clients: Clients, requests: number): number {
  const before = sumOf(servers.map((each) => each.cpu));
  clients.ask(requests);
  return (sumOf(servers.map((each) => each.cpu)) - before) / requests;
}

async function measure(
  processes: number,
  count: number,
  requests: number,
): Promise<Row> {
  const port = await freePort();
  const servers: Process[] = [];
  for (let i = 0; i < processes; i++) servers.push(await serve(port, count));
  const clients = new Clients(port);
  clients.open(1);
  clients.ask(requests >> 1); // the code gets warm
  const [memory, kernel] = [sumOf(servers.map((each) => each.memory)), slab()];
  const before = servers.map((each) => each.descriptors);
  clients.open(count - 1);
  const opened = () => servers.map((each, i) => each.descriptors - (before[i] ?? 0));
  while (sumOf(opened()) < count - 1) await new Promise(setImmediate); // accepted?
  const fullest = Math.max(...opened());
  const grown = sumOf(servers.map((each) => each.memory)) - memory;
  const inKernel = (slab() - kernel) / 2; // the other half is the clients'
  const costs = Array.from({ length: ROUNDS }, () => cost(servers, clients, requests));
  clients.close();
  await Promise.all(servers.map((each) => each.end()));
  return {
    processes,
    connections: count,
    memory: round(grown / count / 1024), // KiB each
    kernel: round(inKernel / count / 1024),
    cost: round(median(costs)),
    share: Math.round((100 * fullest) / (count - 1)), // %
  };
}

await print(async (size) => {
  const rows: Row[] = [];
  for (const count of counts().slice(0, size(Infinity, 1))) {
    for (const processes of [1, 2]) {
      rows.push(await measure(processes, count, size(5000, 20)));
    }
  }
  return rows;
});
