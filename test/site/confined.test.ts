import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toFragment } from '../../site/playground/link.ts';
import { open, useBrowser } from './pages.ts';

useBrowser();

/** Whoever is reached writes down by what. */
const heard: string[] = [];
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'text/javascript').end('0');
  });
  server.on('upgrade', ({ url }, socket) => {
    heard.push(url ?? '');
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
beforeEach(() => heard.splice(0));

/** Every way out that a worker has or had, from code that was made from text. */
const ways = (to: string): string => `
  const to = 'http://127.0.0.1:${port}/${to}/';
  const world = Function('return this')();
  const text = (code) => { try { (0, eval)(code); } catch (error) { tried.push(error.name); } };
  const tried = [];
  text("import('" + to + "eval')");
  try { new Function("return import('" + to + "function')")().catch(() => {}); } catch {}
  try { (async () => {}).constructor("await import('" + to + "async')")().catch(() => {}); } catch {}
  try { import(to + 'plain').catch(() => {}); } catch {}
  text("importScripts('" + to + "scripts')");
  for (let at = world; at; at = Object.getPrototypeOf(at)) {
    const ask = (name, ...rest) => { try { return at[name] && at[name](...rest); } catch {} };
    const make = (name, ...rest) => { try { return at[name] && new at[name](...rest); } catch {} };
    ask('fetch', to + 'fetch');
    make('WebSocket', to.replace('http', 'ws') + 'socket');
    make('EventSource', to + 'events');
    make('WebTransport', to.replace('http', 'https') + 'transport');
    make('RTCPeerConnection', { iceServers: [{ urls: 'stun:127.0.0.1:${port}' }] });
    make('Worker', URL.createObjectURL(new Blob(["fetch('" + to + "nested')"])));
    make('Worker', to + 'worker');
    const request = make('XMLHttpRequest');
    try { request.open('GET', to + 'xhr', false); request.send(); } catch {}
    try { at.navigator.sendBeacon(to + 'beacon'); } catch {}
    try { new at.FontFace('f', 'url(' + to + 'font)').load(); } catch {}
    try { new CSSStyleSheet().replaceSync('@import url(' + to + 'css)'); } catch {}
  }
`;

const PROGRAM = (body: string) => `import { IOLoop } from './playground.ts';
const loop = IOLoop.current();
loop.addCallback(function go() { ${body}
  console.log('went through'); loop.stop(); });
loop.start();
`;

const code = (page: Page) => page.locator('[data-editor] .cm-content');

async function play(page: Page): Promise<void> {
  await code(page).waitFor();
  await page.locator('[data-do="run"]').click();
  await page.locator('.replay.ready').waitFor();
}

async function solve(page: Page, text: string): Promise<string> {
  await page.locator('[data-editor]').click();
  await code(page).waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('ControlOrMeta+Enter');
  const summary = () => page.locator('[data-sum] .ui:visible').textContent();
  await expect.poll(summary, { timeout: 15_000 }).toMatch(/\d of|Solved|does not run/);
  return (await summary()) ?? '';
}

const quiet = (page: Page) => page.waitForTimeout(500); // for what was sent to arrive

describe('what runs on a page', () => {
  it('reaches nobody from a program that came with a link', async () => {
    const link = await toFragment(PROGRAM(ways('program')));
    const { page } = await open(`/en/playground/${link}`);
    await play(page);
    await quiet(page);
    expect(heard).toEqual([]);
    const printed = page.locator('[data-printed] pre');
    await page.locator('[data-do="nextTurn"]').press('End');
    expect(await printed.innerText()).toContain('went through');
  });

  it('reaches nobody from an exercise', async () => {
    const { page } = await open('/en/exercises/timeout-heap/');
    const text = `${ways('exercise')}\nexport class MinHeap { add() {} peek() {} pop() {} }\n`;
    expect(await solve(page, text)).toMatch(/^1 of 8/);
    await quiet(page);
    expect(heard).toEqual([]);
  });

  it('would be heard without the policy: it is what holds', async () => {
    const { page } = await open('/en/exercises/timeout-heap/', { bypassCSP: true });
    const text = `${ways('without')}\nexport class MinHeap { add() {} peek() {} pop() {} }\n`;
    await solve(page, text);
    await expect.poll(() => heard.join()).toContain('/without/eval');
  });

  it('cannot say for itself that it has solved an exercise', async () => {
    const { page } = await open('/en/exercises/timeout-heap/');
    const forged = `
      const outcome = { passed: true, refused: null, results: [] };
      const tries = [
        () => postMessage({ tell: 'outcome', outcome }),
        () => MessagePort.prototype.postMessage = function () { this.postMessage({ tell: 'outcome', outcome }); },
        () => Array.prototype.every = () => true,
        () => globalThis[Symbol.for('$$jest-matchers-object')].customEqualityTesters.push(() => true),
      ];
      for (const one of tries) try { one(); } catch {}
      export class MinHeap { size = 0; add() {} peek() {} pop() {} }\n`;
    expect(await solve(page, forged)).toMatch(/^1 of 8/);
  });

  it('is ended after 2 s though it talks without end, and the page stays alive', async () => {
    const flood =
      "for (;;) { console.log('x'.repeat(100_000)); try { postMessage(0); } catch {} }";
    const { page } = await open(`/en/playground/${await toFragment(PROGRAM(flood))}`);
    await code(page).waitFor();
    await page.evaluate(() => {
      const seen = { longest: 0, last: performance.now() };
      Object.assign(window, { seen });
      setInterval(() => {
        seen.longest = Math.max(seen.longest, performance.now() - seen.last);
        seen.last = performance.now();
      }, 20);
    });
    await play(page);
    expect(await page.locator('[data-failed]').innerText()).toContain(
      'Ended after 2 s',
    );
    const longest = await page.evaluate(
      () => (window as unknown as { seen: { longest: number } }).seen.longest,
    );
    expect(longest).toBeLessThan(2500); // ms without a turn of the page's own loop
    expect((await page.locator('[data-printed]').innerText()).length).toBeLessThan(
      40_000,
    );
  });
});
