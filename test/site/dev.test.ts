import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const NOTES = 'content/notes/loop/waker.ts.yaml';
const PAGE = '/en/source/loop/waker.ts/';

/** A copy of the project, for its notes are to be broken. */
function copyOfProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'ioloop-dev-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const parts = ['site', 'content', 'loop', 'native', 'test/report.ts', 'package.json'];
  parts.push('astro.config.mjs', 'tsconfig.json', 'test/lines-run.ts');
  for (const part of parts) cpSync(part, join(root, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  return root;
}

/** Resolves with the address of the author's server. */
async function devServer(root: string): Promise<string> {
  const astro = resolve('node_modules/astro/bin/astro.mjs');
  const args = [astro, 'dev', '--host', '127.0.0.1', '--port', '4490'];
  // Not with vitest's environment, by which vite would think that it is a test.
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, ASTRO_TELEMETRY_DISABLED: '1' };
  const server: ChildProcess = spawn(process.execPath, args, { cwd: root, env });
  onTestFinished(() => void server.kill());
  let said = '';
  for await (const text of server.stdout as NodeJS.ReadableStream) {
    said += String(text);
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
    if (address) return address;
  }
  throw new Error(`no server: ${said}`);
}

describe('npm run dev', () => {
  it('shows what is wrong with a note over the page, and goes on', async () => {
    const root = copyOfProject();
    const path = join(root, NOTES);
    const good = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      good.replace('symbol: KernelWaker.wake', 'symbol: KernelWaker.wak'),
    );
    const origin = await devServer(root);

    const answer = await fetch(origin + PAGE);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toMatch(/<dialog class="broken[^>]*open/);
    expect(html).toContain('nearest: KernelWaker.wake');
    expect(html).toContain('eventfd'); // the page itself

    writeFileSync(path, good);
    await expect
      .poll(async () => (await fetch(origin + PAGE)).text(), { timeout: 20_000 })
      .not.toContain('class="broken');
  }, 90_000);
});
