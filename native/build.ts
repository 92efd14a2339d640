/**
 * Compiles native/*.cc into native/build/addon.node: `npm run build:native`.
 *
 * Not with node-gyp, which wants Python and make and downloads headers first. An addon
 * is a shared library, and the Node that runs this file came with the headers. So a
 * C++ compiler is all that it takes.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';

const ADDON = 'build/addon.node';
const STAMP = 'build/addon.hash'; // of all that the addon was built from
process.chdir(import.meta.dirname);

const NODE_HEADERS = join(
  dirname(fs.realpathSync(process.execPath)),
  '../include/node',
);

const CXX = process.env.CXX ? [process.env.CXX] : ['g++', 'c++', 'clang++'];
const FLAGS = [
  ...'-std=c++17 -O2 -fPIC -fvisibility=hidden -Wall -Wextra -Werror'.split(' '),
  '-isystem',
  NODE_HEADERS, // not ours to warn about
  '-DNAPI_VERSION=8',
  ...(process.env.CXXFLAGS?.split(' ') ?? []),
];
// What Node brings is missing until Node loads the addon: only a Mac must be told.
const LINK = {
  linux: ['-shared'],
  darwin: ['-bundle', '-undefined', 'dynamic_lookup'],
}[process.platform as string];

/** Why there will be no addon. Not a failure: most of the project needs none. */
function giveUp(reason: string): never {
  const consolation = 'the simulated loop and the site work without it';
  console.log(`native/ cannot be compiled here: ${reason}; ${consolation}.`);
  process.exit(0);
}

/** The first compiler that runs, and what it says about itself. */
function findCompiler(): [command: string, version: string] {
  for (const command of CXX) {
    const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
    if (status === 0) return [command, stdout];
  }
  giveUp(`no C++ compiler found (${CXX.join(', ')}), install one and try again`);
}

/** Different whenever the addon could come out different. */
function hashOfEverything(version: string): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([version, FLAGS, process.version, process.arch]));
  for (const file of fs.globSync('*.{cc,h}').sort())
    hash.update(file).update(fs.readFileSync(file));
  return hash.digest('hex');
}

/**
 * Compile and link, in a folder apart, so that nobody ever loads half an addon. All
 * files as one: then the compiler can inline what they share.
 */
function build(command: string, folder: string): boolean {
  const library = join(folder, 'addon.node');
  const all = fs.globSync('*.cc').sort();
  const input = all.map((file) => `#include "${file}"\n`).join('');
  const args = [...FLAGS, ...(LINK ?? []), '-I.', '-x', 'c++', '-', '-o', library];
  const { status } = spawnSync(command, args, {
    input,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (status === 0) fs.renameSync(library, ADDON);
  return status === 0;
}

if (!LINK) giveUp(`it needs Linux or macOS, not ${process.platform}`);
if (!fs.existsSync(NODE_HEADERS)) giveUp(`this Node has no headers (${NODE_HEADERS})`);
const [command, version] = findCompiler();
const hash = hashOfEverything(version);
const built = fs.existsSync(ADDON) && fs.existsSync(STAMP);

if (built && fs.readFileSync(STAMP, 'utf8') === hash) {
  console.log('native/build/addon.node is up to date');
} else {
  console.log(`Compiling native/ with ${command} …`);
  fs.mkdirSync('build', { recursive: true });
  const folder = fs.mkdtempSync('build/tmp-');
  const ok = build(command, folder);
  fs.rmSync(folder, { recursive: true });
  if (!ok) process.exit(1);
  fs.writeFileSync(STAMP, hash);
}
