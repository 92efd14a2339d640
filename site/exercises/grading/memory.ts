/** How much memory another process takes: what is outside of the heap no flag limits. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

const PAGE = 4096; // bytes
const OFTEN = { linux: 100, darwin: 500 } as Record<string, number>; // ms

/** Calls `tooMuch` once when it takes more than `limit` bytes. Gives a way to end this. */
export function watchMemory(
  pid: number,
  limit: number,
  tooMuch: () => void,
): () => void {
  const often = OFTEN[process.platform];
  if (often === undefined) return () => {};
  const timer = setInterval(async () => {
    const bytes = await residentSize(pid).catch(() => 0);
    if (bytes <= limit) return;
    clearInterval(timer);
    tooMuch();
  }, often);
  return () => clearInterval(timer);
}

async function residentSize(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const [, pages] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ');
    return Number(pages) * PAGE;
  }
  const { promise, resolve } = Promise.withResolvers<number>();
  execFile('ps', ['-o', 'rss=', '-p', `${pid}`], (_, out) =>
    resolve(1024 * Number(out)),
  );
  return await promise;
}
