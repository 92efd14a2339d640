/** Programs that tests need, installed with apt where that may be done: root on Debian. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const QUIET = ['-qq', '-o', 'Dpkg::Use-Pty=0'];

export function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

/** False where there is no apt, or it fails. `what` is said first. */
export function installWithApt(what: string, packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`▸ Installing ${what} with apt-get, once …`);
  const wish = ['install', '-y', '--no-install-recommends', ...QUIET, ...packages];
  return succeeds('apt-get', 'update', ...QUIET) && succeeds('apt-get', ...wish);
}
