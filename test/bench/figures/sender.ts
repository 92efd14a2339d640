/**
 * A thread that sends the time: into one of some descriptors, chosen at random, after a
 * pause of random length. At last it sends a zero to each. Who reads one knows how long
 * it has been waiting, as all threads read the same clock.
 */

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { sys } from '../../../loop/node/sys.ts';
import { randomNumbers } from './program.ts';

export interface Sending {
  readonly fds: number[];
  readonly messages: number;
  readonly pause: number; // ms, on average
}

export const MESSAGE = 8; // bytes

export function startSender(sending: Sending): Promise<Worker> {
  const worker = new Worker(new URL(import.meta.url), { workerData: sending });
  return new Promise((resolve) => worker.once('online', () => resolve(worker)));
}

/** How long the message in `bytes` has been under way, in µs; null for the last one. */
export function age(bytes: Uint8Array): number | null {
  const sent = new BigUint64Array(bytes.buffer, 0, 1)[0] as bigint;
  return sent === 0n ? null : Number(process.hrtime.bigint() - sent) / 1000;
}

function send({ fds, messages, pause }: Sending): void {
  const random = randomNumbers();
  const time = new BigUint64Array(1);
  const bytes = new Uint8Array(time.buffer);
  for (let i = 0; i < messages; i++) {
    sleep(2 * pause * random());
    time[0] = process.hrtime.bigint();
    sys.write(fds[Math.floor(random() * fds.length)] as number, bytes, 0, MESSAGE);
  }
  time[0] = 0n;
  for (const fd of fds) sys.write(fd, bytes, 0, MESSAGE);
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

if (!isMainThread) send(workerData);
