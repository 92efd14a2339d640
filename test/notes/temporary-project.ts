/** A small project in a folder of its own, with a git history, for each test. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { runCommand } from '../../site/source/notes/command/command.ts';
import { writeProject } from './project.ts';

const CLI = fileURLToPath(new URL('../../site/source/notes/cli.ts', import.meta.url));

/** Git and node are started, perhaps on a busy machine. */
export const LONG = { timeout: 60_000 };

export const SOURCE = 'loop/extra.ts';
export const NOTES = 'content/notes/loop/extra.yaml';
export const LEDGER = 'content/notes/ids.yaml';

export const CODE = `/** Wakes the loop. */
export function wake(count: number) {
  write(count);
  flush();
}

export function drain() {
  read();
}
`;

export const YAML = `# Notes on the waker.
- id: wake-writes
  symbol: wake
  quote: |
    export function wake(count: number) {
  seen: new   # nobody yet
  zh: 写入即唤醒。
  en: |
    To write is to wake.
    Nothing else would.

- id: drain-reads
  symbol: drain
  quote: |
    export function drain() {
  zh: 读空。
  en: Empties it.
`;

/** Changes with each test. */
export let root: string;

export function useTemporaryProject(): void {
  beforeEach(createProject);
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(root, { recursive: true, force: true });
  });
}

function createProject(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('GIT_')) vi.stubEnv(name, undefined);
  }
  root = mkdtempSync(join(tmpdir(), 'notes-'));
  const notes = { [NOTES]: YAML };
  writeProject(root, { sources: { [SOURCE]: CODE }, notes, ledger: '' });
  git('init', '--quiet');
  commit();
}

/** Nobody's settings and hooks, and never the repository that runs this test. */
function bareEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const none = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return { ...Object.fromEntries(kept), ...none };
}

export function git(...args: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
  execFileSync('git', [...who, ...args], { cwd: root, env: bareEnv(), stdio: 'pipe' });
}

export function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'work');
}

/** In this process, for speed. */
export async function notes(...args: string[]) {
  const { exitCode, out, err } = await runCommand(args, root);
  return { status: exitCode, out: stripVTControlCharacters(out), err };
}

/** As it is run by hand. */
export function cli(colors: Record<string, string>, ...args: string[]) {
  const { NO_COLOR, FORCE_COLOR, ...env } = bareEnv();
  const done = spawnSync(process.execPath, [CLI, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, ...colors },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function edit(path: string, before: string, after: string): void {
  const text = read(path);
  if (!text.includes(before)) throw new Error(`${path} does not have "${before}"`);
  writeFileSync(join(root, path), text.replace(before, after));
}

/** All signed, published and committed. */
export async function settle(): Promise<void> {
  expect(await notes('accept', '--all')).toMatchObject({ status: 0 });
  commit();
}
