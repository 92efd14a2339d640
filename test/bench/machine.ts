/** Where and when something was measured, without which a number says nothing. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Machine } from '../../site/benchmarks/measured.ts';

export function machine(): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    kernel: `${type()} ${release()}${virtual() ? ', virtual machine' : ''}`,
    node: process.version,
    commit: commit(),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** `1a2b3c4`, with a `+` when the loop on the disk is not the one of that commit. */
function commit(): string {
  const hash = output('git', 'rev-parse', '--short', 'HEAD');
  return output('git', 'status', '--porcelain', 'loop', 'native') ? `${hash}+` : hash;
}

function virtual(): boolean {
  try {
    return /\bhypervisor\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  } catch {
    return false; // not Linux
  }
}

/** What a command prints; nothing if it cannot be run. */
export function output(command: string, ...args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}
