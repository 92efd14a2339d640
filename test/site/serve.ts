/**
 * Serves the built pages while the tests of the site run: by our own server, as `npm
 * start` does. `SITE_SERVER=static` takes astro's, for pages must work anywhere; so does
 * a machine that cannot run the loop.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { preview } from 'astro';
import type { TestProject } from 'vitest/node';
import { EPollIOLoop } from '../../loop/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
  }
}

const PORT = Number(process.env.TEST_PORT ?? 4400);
type Stop = () => Promise<unknown>;

export default async function serve(project: TestProject): Promise<Stop> {
  if (!existsSync('dist/index.html'))
    throw new Error('No site in dist/: npm run build');
  const own = process.env.SITE_SERVER !== 'static' && EPollIOLoop.isAvailable();
  const { port, stop } = own ? await ours() : await astros();
  project.provide('origin', `http://localhost:${port}`);
  return stop;
}

async function astros(): Promise<{ port: number; stop: Stop }> {
  const server = { host: 'localhost', port: PORT };
  const { port = PORT, stop } = await preview({ server, logLevel: 'error' });
  return { port, stop };
}

async function ours(): Promise<{ port: number; stop: Stop }> {
  const args = ['site/live/server/serve.ts', '--port', `${PORT}`];
  const server = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
  if (server.exitCode !== null) throw new Error(`Nobody can listen on port ${PORT}`);
  const stop = async () => {
    server.kill('SIGINT');
    await once(server, 'exit');
  };
  return { port: PORT, stop };
}
