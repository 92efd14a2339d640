/**
 * CPU time for a request, and how long it takes under load. Server and load each have a
 * core to themselves, or they would only measure how the kernel divides one.
 */

import { cpus } from 'node:os';
import { CONTENDERS } from '../contenders.ts';
import { inTurns, type Job, type Part, type Sample } from '../part.ts';
import { has } from '../peers.ts';
import { freePort, Process } from '../process.ts';
import { load } from '../wrk.ts';

export interface Load {
  readonly connections: number;
  readonly seconds: number;
  readonly rounds: number;
}

/** The prefix of a command that keeps it on one core; none where that is impossible. */
function onCore(core: number): string[] {
  return has('taskset') && cpus().length > 1 ? ['taskset', '-c', `${core}`] : [];
}

export async function http({ connections, seconds, rounds }: Load): Promise<Part> {
  const servers: Process[] = [];
  const jobs: Job[] = [];
  for (const { id, command } of has('wrk') ? CONTENDERS : []) {
    const port = await freePort();
    const found = command(port);
    if (!found) continue;
    const server = await Process.server([...onCore(0), ...found], port);
    servers.push(server);
    await load(port, connections, Math.min(1, seconds), onCore(1)); // it gets warm
    const run = () => measure(server, port, connections, seconds);
    jobs.push({ labels: { contender: id }, run });
  }
  const close = async () => {
    await Promise.all(servers.map((server) => server.end()));
  };
  return inTurns('http', jobs, rounds, close);
}

async function measure(
  server: Process,
  port: number,
  connections: number,
  seconds: number,
): Promise<Sample> {
  const [cpu, ticks] = [server.cpu, server.ticks];
  const found = await load(port, connections, seconds, onCore(1));
  const cost = (server.cpu - cpu) / found.requests;
  const user = (server.ticks.user - ticks.user) / found.requests;
  const { p50, p99, p999 } = found;
  return { cost, user, rate: found.requests / found.seconds, p50, p99, p999 };
}
