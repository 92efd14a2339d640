/**
 * What the npm scripts do, step by step. Each step says in one line what it is doing.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, globSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { fileOf, MADE, makeStages, readStages } from '../site/grow/stages.ts';
import {
  behaviourLine,
  readReport,
  summary,
  type TestReport,
} from '../site/tests/report.ts';
import { examples } from './examples.ts';
import * as sanitized from './sanitized.ts';

const LOOP_REPORT = '.generated/tests.json';
const OWN_RECORDING = '.generated/own.json';
const SITE_REPORT = '.generated/tests-site.json';
const ASAN_DEADLINE = 60_000; // ms for a test: the sanitizers take their time
const ASAN_TESTS = 'test/{loop,native,net,pollers,examples}/*.test.ts';
// They run compilers, which are no business of ours, and in which it takes minutes.
const ASAN_OPTIONS = {
  exclude: ['test/native/build.test.ts', 'test/loop/core.test.ts'],
};
const PORT = Number(process.env.PORT ?? 4321);

let child: ChildProcess | null = null;
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted = true;
    // From a terminal the child has had its own; a second one does no harm.
    child?.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM');
  });
}

/** Run a command with node_modules/.bin on the PATH; gives its exit code. */
function run(command: string, args: string[], env = {}): Promise<number> {
  const options = { stdio: 'inherit', shell: process.platform === 'win32' } as const;
  child = spawn(command, args, { ...options, env: { ...process.env, ...env } });
  return new Promise((resolve) => {
    child?.on('error', (error) => fail(`Cannot run ${command}: ${error.message}`));
    child?.on('exit', (code) => {
      child = null;
      if (interrupted) process.exit(130);
      resolve(code ?? 1);
    });
  });
}

/** The same, where going on without it makes no sense. */
async function must(command: string, args: string[], env = {}): Promise<void> {
  const code = await run(command, args, env);
  if (code !== 0) process.exit(code);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function say(message: string): void {
  console.log(`▸ ${message}`);
}

// ── Steps ──────────────────────────────────────────────────────────────────────────

const compile = () => must('node', ['native/build.ts']);

async function testLoop(): Promise<TestReport> {
  await must('node', ['test/replays/install-strace.ts']);
  say('Testing the loop …');
  return await vitest(LOOP_REPORT, ['--project', '!site']);
}

async function testSite(): Promise<TestReport> {
  say('Testing the site in a real browser …');
  await must('node', ['test/site/browser.ts', '--install']);
  return await vitest(SITE_REPORT, ['--project', 'site']);
}

async function vitest(path: string, args: string[], env = {}): Promise<TestReport> {
  rmSync(path, { force: true });
  await run('vitest', ['run', ...args], { TEST_REPORT: path, ...env });
  return readReport(path) ?? fail('The tests broke off before they had a result.');
}

async function build(): Promise<void> {
  say('Building the site into dist/ …');
  await must('astro', ['build', '--silent']);
}

// ── Tasks ──────────────────────────────────────────────────────────────────────────

/** Serve the site, built from these sources; test them meanwhile. */
async function start(): Promise<void> {
  await refuseTakenPort();
  await compile();
  await converse('node', ['site/live/start/cli.ts']);
}

async function dev(): Promise<void> {
  await refuseTakenPort();
  await compile();
  say(
    `Serving on http://localhost:${PORT}: a change reloads the page (Ctrl-C ends it)`,
  );
  await serve('dev');
}

async function serve(command: string): Promise<void> {
  const host = ['--host', 'localhost', '--port', `${PORT}`];
  await converse('astro', [command, ...host, '--ignore-lock']);
}

/** Record a program of the reader's own, and open the player on it. */
async function record([path]: string[]): Promise<void> {
  if (!path) fail('Which program? npm run record -- my-scenario.ts');
  await refuseTakenPort();
  await compile();
  // npm has gone to the folder of the project; the path is from where it was typed.
  const program = resolve(process.env.INIT_CWD ?? '', path);
  await must('node', ['site/replays/cli.ts', program, OWN_RECORDING]);
  if (!existsSync('dist/index.html')) await build();
  cpSync(OWN_RECORDING, 'dist/replays/own.json');
  const lang = process.env.LANG?.startsWith('zh') ? 'zh' : 'en';
  const page = `http://localhost:${PORT}/${lang}/replays/own/?recorded`;
  say(`Open ${page} (Ctrl-C ends it)`);
  await serve('preview');
}

/** Ask first: found out after the tests and the build, it would have cost minutes. */
async function refuseTakenPort(): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const taken = await new Promise((resolve) => {
      const socket = connect(PORT, host, () => resolve(true));
      socket.on('connect', () => socket.destroy());
      socket.on('error', () => resolve(false));
    });
    if (taken)
      fail(`Port ${PORT} is taken. Free it, or choose another: PORT=4400 npm start`);
  }
}

/** Everything; or, with arguments, what vitest finds by them. */
async function test(args: string[]): Promise<void> {
  const { readMap } = await import('../site/content/map.ts'); // slow: only for this
  const explained = readMap().behaviours.map(({ item }) => item);
  await compile();
  const reports = args.length > 0 ? await testSome(args) : await testAll();
  const tests = reports.flatMap((report) => report.tests);
  console.log(`\n${behaviourLine(tests, explained)}`);
  console.log(summary(tests));
  process.exit(tests.some((test) => test.state === 'failed') ? 1 : 0);
}

async function testAll(): Promise<TestReport[]> {
  const loop = await testLoop();
  await build();
  const site = await testSite();
  // For the tests page of the next build: these have opened the pages of this one.
  writeFileSync(
    LOOP_REPORT,
    JSON.stringify({ ...loop, tests: [...loop.tests, ...site.tests] }),
  );
  return [loop, site];
}

async function testSome(args: string[]): Promise<TestReport[]> {
  if (args.some((arg) => arg.startsWith('test/site'))) await build();
  return [await vitest('.generated/tests-some.json', args)];
}

/** The loop's tests on an addon that watches each access to memory; or some of them. */
async function testAsan(args: string[]): Promise<void> {
  const env = sanitized.environment();
  sanitized.copyProject();
  process.chdir(sanitized.COPY);
  await must('node', ['native/build.ts'], { CXXFLAGS: sanitized.FLAGS });
  if (!sanitized.isSanitized('native/build/addon.node'))
    fail('It takes Linux and g++.');
  say('Testing the loop with AddressSanitizer and UBSan …');
  const options = ['--project', 'loop', '--testTimeout', `${ASAN_DEADLINE}`];
  const chosen = args.length > 0 ? args : globSync(ASAN_TESTS, ASAN_OPTIONS);
  const { tests } = await vitest(LOOP_REPORT, [...options, ...chosen], env);
  const skipped = tests.filter(({ state }) => state === 'skipped');
  for (const { file, name } of skipped) console.log(`Skipped: ${file}: ${name}`);
  console.log(`\n${summary(tests)}`);
  // What needs the kernel is skipped without an addon: then nothing has been tested.
  process.exit(tests.every((test) => test.state === 'passed') ? 0 : 1);
}

/** Nothing is rewritten here: a difference is an error, and `npm run format` mends it. */
async function check(): Promise<void> {
  say('Linting, and comparing the format …');
  await must('biome', ['ci', '--error-on-warnings']);
  await must('clang-format', ['--dry-run', '-Werror', ...cSources()]);
  say('Checking who imports whom, and that nothing is left over …');
  await must('node', ['.ci/arrows.ts']);
  await must('knip', ['--no-progress']);
  say('Checking the types, and that the pure core needs none of Node’s …');
  await must('tsc', ['-p', 'tsconfig.json']);
  await must('tsc', ['-p', 'tsconfig.core.json']);
  await must('astro', ['check', '--tsconfig', 'tsconfig.astro.json']);
  say('Checking the notes …');
  await must('node', ['site/source/notes/cli.ts', '--all']);
  say('Checking the chapters, and the prose of all content …');
  await must('node', ['site/chapters/cli.ts', '--check']);
}

/** Rewrites what only differs in format, and what the linter can put right. */
async function format(): Promise<void> {
  await must('biome', ['check', '--write', '--error-on-warnings']);
  await must('clang-format', ['-i', ...cSources()]);
}

const cSources = () => globSync('{native/*.{cc,h},test/bench/**/*.c}');

/** Run one by its name, with its own arguments; without a name say what there is. */
async function example([name, ...args]: string[]): Promise<void> {
  const known = examples();
  const list = [...known].map(([name, about]) => `  ${name.padEnd(14)} ${about}`);
  const grown = 'The grown program, chapter by chapter: grow-00 … grow-16';
  if (name === undefined) return console.log([...list, grown].join('\n'));
  if (/^grow-\d\d$/.test(name)) return runStage(name, args);
  if (!known.has(name)) fail(`No example '${name}'. There are:\n${list.join('\n')}`);
  await compile();
  process.exit(await run('node', [`loop/examples/${name}.ts`, ...args]));
}

/** A stage of the program that the book grows, made from its patches. */
async function runStage(name: string, args: string[]): Promise<void> {
  const stages = readStages();
  const stage = stages.find((each) => each.name === name);
  if (!stage) fail(`No stage ${name}: they go to grow-${stages.length - 1}`);
  makeStages(stages);
  await compile();
  process.exit(await run('node', [`${MADE}/${fileOf(stage)}`, ...args]));
}

/** With whoever sits at the terminal: to end it with Ctrl-C is no failure. */
async function converse(command: string, args: string[]): Promise<void> {
  child = spawn(command, args, { stdio: 'inherit' });
  const code = await new Promise((resolve) => child?.on('exit', resolve));
  process.exit(interrupted ? 0 : Number(code ?? 1));
}

const tasks: Record<string, (args: string[]) => Promise<void>> = {
  start,
  dev,
  test,
  'test:asan': testAsan,
  check,
  format,
  build: async () => {
    await compile();
    await build();
  },
  'build:native': compile,
  lighthouse: async () => {
    await must('node', ['test/site/browser.ts', '--install']);
    await build();
    await must('node', ['test/site/lighthouse.ts']);
  },
  screenshots: () => must('node', ['test/site/screenshots.ts']),
  record,
  figures: async (args) => {
    await compile();
    await must('node', ['test/bench/figures.ts', ...args]);
    await must('biome', ['format', '--write', 'content/benchmarks']);
  },
  bench: async (args) => {
    await compile();
    await must('node', ['test/bench/bench.ts', ...args]);
    await must('biome', ['format', '--write', 'content/benchmarks']);
  },
  'bench:guard': async (args) => {
    await compile();
    await must('node', ['test/bench/guard.ts', ...args]);
  },
  example,
  grow: async (args) => {
    await compile();
    await converse('node', ['site/grow/cli.ts', ...args]);
  },
  bundle: async (args) => {
    await compile();
    await build();
    await must('node', ['site/bundle/cli.ts', ...args]);
  },
  exercise: (args) => converse('node', ['site/exercises/terminal/cli.ts', ...args]),
  grade: async (args) =>
    process.exit(await run('node', ['site/exercises/grading/cli.ts', ...args])),
  node: async (args) => process.exit(await run('node', args)),
  notes: (args) => must('node', ['site/source/notes/cli.ts', ...args]),
  chapters: (args) => must('node', ['site/chapters/cli.ts', ...args]),
};

const [name = '', ...args] = process.argv.slice(2);
const task =
  tasks[name] ?? fail(`No task '${name}'. Known: ${Object.keys(tasks).join(', ')}`);
await task(args);
