/**
 * Where programs run that may have come with a link from somebody else: a page of its own
 * for a frame, which starts a worker from text. Such a worker inherits the policy of the
 * page, and the policy allows no request of any kind: not by `fetch()`, not by `import()`
 * inside of `eval()`, not by anything that a browser may learn to do. The frame is in a
 * sandbox besides, without an origin, so that nothing that is kept for this site is there.
 */

import { createHash } from 'node:crypto';
import { build } from 'esbuild';

/** What can run there: its name in the address, and the module behind it. */
export const WORKERS = {
  exercise: 'site/exercises/browser/browser-worker.ts',
  program: 'site/playground/browser/browser-worker.ts',
} as const;

export type Confined = keyof typeof WORKERS;

export async function confinedPage(what: Confined): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [WORKERS[what]],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2024',
    logLevel: 'error',
  });
  const script = frameScript(outputFiles?.[0]?.text ?? '');
  const hash = createHash('sha256').update(script).digest('base64');
  return `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(hash)}">
<title>A place without a way out</title>
<script>${script}</script>
`;
}

/** `'unsafe-eval'` makes code of text that is there already; it fetches nothing. */
function policyFor(hash: string): string {
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Hands the first message on to the worker, and says when the worker has failed. */
function frameScript(worker: string): string {
  const text = JSON.stringify(worker).replaceAll('<', '\\u003c');
  return `addEventListener('message', ({ data, ports }) => {
  const blob = new Blob([${text}], { type: 'text/javascript' });
  const worker = new Worker(URL.createObjectURL(blob));
  worker.onerror = ({ message }) => parent.postMessage({ failed: message }, '*');
  worker.postMessage(data, ports);
}, { once: true });`;
}
