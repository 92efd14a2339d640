/**
 * `npm start`: the first page as soon as there is a site, and the rest while it is read.
 *
 *     the site of these sources ─▶ server ─▶ tests ─▶ the site with their results
 *
 * The tests run beside the server, which says how far they are. When all are in, the site
 * is built anew in a folder apart and takes the place of the old one.
 */

import { createInterface } from 'node:readline';
import { EPollIOLoop } from '../../../loop/index.ts';
import { summary } from '../../tests/report.ts';
import type { Progress, TestNews } from '../link.ts';
import { Children, end } from './children.ts';
import { Clients } from './clients.ts';
import { Desk } from './desk.ts';
import { LiveLine } from './line.ts';
import { Runs } from './runs.ts';
import { build, isBuilt } from './site.ts';
import { known, TestRun } from './tests.ts';

const port = Number(process.env.PORT ?? 4321);
const address = `http://localhost:${port}/`;
const NODE = process.execPath;
const children = new Children();
const line = new LiveLine();
const clients = new Clients(port, (ms) => desk.tell({ tell: 'latency', ms }));
const desk = new Desk(children.folder, (message) => {
  if (message.ask === 'clients') clients.idle(message.count);
  if (message.ask === 'slow') clients.slow(message.on);
  if (message.ask === 'probe') clients.probe(message.on);
  if (message.ask === 'run') runs.ask(message.run, message.wanted);
  if (message.ask === 'end') runs.end(message.run);
});

const runs = new Runs(
  (args) =>
    children.start(NODE, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    }),
  end,
  (run, said) => desk.tell({ tell: 'run', run, said }),
);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void leave(0));
}

let leaving: Promise<never> | null = null;

/** Once, whoever wants to leave first; what else happens meanwhile is of no interest. */
function leave(code: number): Promise<never> {
  leaving ??= (async () => {
    line.end();
    clients.end();
    desk.close();
    await children.endAll();
    process.exit(code);
  })();
  return leaving;
}

async function fail(message: string): Promise<never> {
  if (!leaving) line.say(message);
  return await leave(1);
}

/** Prints nothing of what it runs, unless that fails. */
async function buildSite(): Promise<boolean> {
  return await build((command, args) =>
    children.run(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }),
  );
}

/** Resolves when it listens. When it ends, so does everything. */
async function serve(): Promise<void> {
  const args = ['site/live/server/serve.ts', '--port', `${port}`, '--desk', desk.path];
  const server = children.start(NODE, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  server.on('exit', (code) => void fail(`The server has ended (${code}).`));
  if (!server.stdout) return;
  const lines = createInterface(server.stdout);
  await new Promise((resolve) => lines.once('line', resolve));
  lines.on('line', (text) => line.say(text));
}

async function testAll(): Promise<void> {
  const tests = new TestRun((progress, news) => {
    show(progress);
    desk.tell({ tell: 'tests', progress, news });
  });
  const report = await tests.run((args, env) =>
    children.start('vitest', args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    }),
  );
  if (leaving) return;
  if (!report)
    return line.say(`${tests.said}\nThe tests broke off before they had a result.`);
  tell(tests.progress('building'));
  line.show(`${summary(report.tests)}; putting that into the pages …`);
  const built = await buildSite();
  if (built) desk.tell({ tell: 'replaced' });
  tell(tests.progress('done'));
  line.say(
    `▸ Tests: ${summary(report.tests)}; ${built ? 'the pages show it now' : 'the pages could not be built anew'}.`,
  );
  if (built) await pack();
}

function tell(progress: Progress, news: TestNews[] = []): void {
  desk.tell({ tell: 'tests', progress, news });
}

function show({ done, total, failed }: Progress): void {
  const bad = failed > 0 ? `, ${failed} failed` : '';
  const tenth = Math.floor((10 * done) / Math.max(1, total));
  line.show(`Testing while you read: ${done} of ${total}${bad}`, `tests ${tenth}`);
}

async function pack(): Promise<void> {
  const code = await children.run(NODE, ['site/live/server/pack.ts'], {
    stdio: 'ignore',
  });
  if (code === 0) desk.tell({ tell: 'packed' });
}

/** No compiler, or not Linux: the pages are served all the same, by Astro. */
async function serveWithoutLoop(): Promise<void> {
  line.say(
    '▸ The loop cannot run here (it takes Linux and a C++ compiler), so Astro serves its pages.',
  );
  line.say(`▸ ${address}   (Ctrl-C ends it)`);
  const args = ['preview', '--host', 'localhost', '--port', `${port}`, '--ignore-lock'];
  await leave(await children.run('astro', args, { stdio: 'ignore' }));
}

if (!isBuilt()) {
  line.show('Building the site …');
  if (!(await buildSite())) await fail('The site cannot be built.');
}
line.end();
if (!EPollIOLoop.isAvailable()) await serveWithoutLoop();
await serve();
line.say(`▸ ${address}   served by loop/ (Ctrl-C ends it)`);
const report = known();
if (report) {
  const count = report.tests.length;
  tell({ state: 'done', done: count, total: count, failed: 0 });
  line.say(`▸ Tests: ${summary(report.tests)}, of these very sources.`);
  await pack();
} else {
  await testAll();
}
