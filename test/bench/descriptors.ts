/**
 * How many descriptors a process may have. The limit is inherited, and only a shell can
 * raise it: so programs that need many are started through one.
 */

import { readFileSync } from 'node:fs';

/** This process's own limit. */
export function descriptorLimit(): number {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const [, soft = '1024'] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
  return Number(soft);
}

/** The command, started with as high a limit as `wanted`, or as this machine allows. */
export function withDescriptors(wanted: number, command: string[]): [string, string[]] {
  const script = `ulimit -n ${wanted} 2>/dev/null || ulimit -n $(ulimit -Hn); exec "$@"`;
  return ['sh', ['-c', script, 'sh', ...command]];
}
