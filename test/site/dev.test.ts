import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ASTRO, copyOfProject, PLAIN_ENV } from './copy.ts';

const NOTES = 'content/notes/loop/node/waker.ts.yaml';
const PAGE = '/en/source/loop/node/waker.ts/';

/** Resolves with the address of the author's server. */
function devServer(root: string): Promise<string> {
  const args = [ASTRO, 'dev', '--host', '127.0.0.1', '--port', '4490'];
  const options = { cwd: root, env: PLAIN_ENV };
  const server: ChildProcess = spawn(process.execPath, args, options);
  onTestFinished(() => void server.kill());
  let said = '';
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (text) => {
      said += String(text);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (address) resolve(address);
    });
    server.on('exit', () => reject(new Error(`no server: ${said}`)));
  });
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
