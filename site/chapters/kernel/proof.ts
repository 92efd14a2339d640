/**
 * What this machine itself says about the drawings: which of the kernel's functions it
 * has, and what /proc/self/fdinfo tells of an epoll set as it changes.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Listing } from './interest-lists.ts';

const KALLSYMS = '/proc/kallsyms';

/** The functions that this kernel has, of those named; null where it does not tell. */
export function functionsHere(names: readonly string[]): ReadonlySet<string> | null {
  if (!existsSync(KALLSYMS)) return null;
  const here = new Set(
    readFileSync(KALLSYMS, 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[2]?.split('.')[0] ?? ''),
  );
  return here.has('do_epoll_wait')
    ? new Set(names.filter((name) => here.has(name)))
    : null;
}

/** Told by a process of its own: a page that is being built cannot load the addon. */
export function interestLists(): Listing[] | null {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['site/chapters/kernel/interest-lists.ts'],
    { encoding: 'utf8' },
  );
  return status === 0 ? JSON.parse(stdout) : null;
}
