// Runs a task with what the lock file pins, the project's own Node included. Any Node
// from 20 on can run this file, so it is plain JavaScript and imports nothing else.
//
//   npm start  ─▶  node .ci/launch.mjs start  ─▶  node_modules/.bin/node .ci/tasks.ts start

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.installed');
const windows = process.platform === 'win32';

const lock = readFileSync(join(root, 'package-lock.json'));
const wanted = createHash('sha256')
  .update(lock)
  .update(`${process.platform} ${process.arch}`)
  .digest('hex');

/** Runs a command in the project; resolves with its exit code. */
function run(command, args, env = process.env) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: windows,
  });
  // Ctrl-C reaches the child as well. Stay until it has cleaned up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Cannot run ${command}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) =>
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1)),
    );
  });
}

async function install() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log(
    'Installing what package-lock.json pins, with its own Node (a minute or two) …',
  );
  const code = await run('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund']);
  if (code !== 0) {
    console.error('npm ci failed. Is the npm registry reachable? Then try again.');
    process.exit(code);
  }
  writeFileSync(stamp, wanted);
}

await install();
const node = existsSync(join(bin, windows ? 'node.cmd' : 'node'))
  ? join(bin, 'node')
  : 'node';
const path = `${bin}${delimiter}${process.env.PATH}`;
const env = { ...process.env, PATH: path, ASTRO_TELEMETRY_DISABLED: '1' };
process.exit(await run(node, [join('.ci', 'tasks.ts'), ...process.argv.slice(2)], env));
