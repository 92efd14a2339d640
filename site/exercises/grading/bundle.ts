/** The grader's inner programs, each as one text: they may read no file of their own. */

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** What `node` runs as the child process. */
export async function bundleChild(): Promise<string> {
  const realm = await bundle('./realm.ts', { format: 'iife', globalName: 'harness' });
  return await bundle('./child.ts', {
    format: 'esm',
    platform: 'node',
    define: { REALM: JSON.stringify(realm) },
  });
}

async function bundle(entry: string, options: object): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    target: 'es2024',
    logLevel: 'error',
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
}
