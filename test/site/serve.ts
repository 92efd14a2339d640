/** Serves the built pages while the tests of the site run. */

import { existsSync } from 'node:fs';
import { preview } from 'astro';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    origin: string;
  }
}

export default async function serve(
  project: TestProject,
): Promise<() => Promise<void>> {
  if (!existsSync('dist/index.html'))
    throw new Error('No site in dist/: npm run build');
  const server = { host: 'localhost', port: 4400 };
  const { port = server.port, stop } = await preview({ server, logLevel: 'error' });
  project.provide('origin', `http://localhost:${port}`);
  return stop;
}
