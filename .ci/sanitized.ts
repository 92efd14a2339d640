/**
 * A copy of the project, to be compiled with AddressSanitizer and UBSan: every access to
 * memory is watched, and the first wrong one ends the process. A copy, because an addon
 * so compiled loads into no ordinary Node, and the ordinary one must stay where it is.
 */

import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const COPY = '.generated/sanitized';

/** For native/build.ts: CXXFLAGS. */
export const FLAGS =
  '-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g';

const NOT_COPIED = ['.git', '.generated', 'dist', 'node_modules'];

/** Makes the copy anew, without an addon. */
export function copyProject(): void {
  rmSync(COPY, { recursive: true, force: true });
  for (const name of readdirSync('.')) {
    if (NOT_COPIED.includes(name)) continue;
    cpSync(name, join(COPY, name), { recursive: true });
  }
  rmSync(join(COPY, 'native/build'), { recursive: true, force: true });
  symlinkSync(resolve('node_modules'), join(COPY, 'node_modules'));
}

/** Has the addon been compiled, and with the sanitizers? */
export function isSanitized(addon: string): boolean {
  try {
    return readFileSync(addon).includes('__asan_init');
  } catch {
    return false;
  }
}

/** What Node must be started with, so that the sanitizers are there before it is. */
export function environment(): Record<string, string> {
  const compiler = process.env.CXX || 'g++';
  const option = '-print-file-name=libasan.so';
  const { stdout } = spawnSync(compiler, [option], { encoding: 'utf8' });
  return {
    LD_PRELOAD: stdout.trim(),
    // At the end Node and V8 leave their memory to the kernel: no leaks, and many.
    ASAN_OPTIONS: 'detect_leaks=0',
    UBSAN_OPTIONS: 'print_stacktrace=1',
  };
}
