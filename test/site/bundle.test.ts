import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from '../../site/bundle/bundle.ts';
import { relativeAddress } from '../../site/bundle/relative.ts';
import { brokenLinks, linksOf } from './links.ts';
import { open, useBrowser } from './pages.ts';

const root = mkdtempSync(join(tmpdir(), 'ioloop-bundle-'));
const folder = join(root, 'some/path');
beforeAll(() => void bundle('dist', folder));
afterAll(() => rmSync(root, { recursive: true, force: true }));
useBrowser();

describe('an address', () => {
  it.each([
    ['/zh/tests/#a', 'zh/index.html', 'tests/index.html#a'],
    ['/', 'zh/map/index.html', '../../index.html'],
    ['/_astro/x.css', 'zh/index.html', '../_astro/x.css'],
    [
      '/zh/replays/echo/?step=3',
      'en/index.html',
      '../zh/replays/echo/index.html?step=3',
    ],
    ['#here', 'zh/index.html', '#here'],
    ['https://man7.org/', 'zh/index.html', 'https://man7.org/'],
  ])('%s in %s is %s', (address, file, relative) => {
    expect(relativeAddress(address, file, '/')).toBe(relative);
  });
});

describe('the bundle', () => {
  it('has no link that leads to nothing, under whatever path', () => {
    expect(brokenLinks(folder, '/some/path/')).toEqual([]);
  });

  it('has no link that needs a server, or is of the site that it comes from', () => {
    const wrong = globSync('**/*.html', { cwd: folder }).flatMap((file) => {
      const inward = linksOf(readFileSync(join(folder, file), 'utf8'));
      return inward
        .filter((href) => !leadsToFile(join(folder, file), href))
        .map((href) => `${file} → ${href}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has scripts that find each other from where they stand', () => {
    const absolute = globSync('_astro/*.js', { cwd: folder }).filter((file) =>
      /["'`]\/_astro\//.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(absolute).toEqual([]);
  });

  it('is read from a USB stick, without a server', async () => {
    const { page } = await open('/404.html');
    const file = join(folder, 'zh/index.html');
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator('[role=note]').textContent()).toContain('serve.mjs');
    await page.locator('a[href="chapters/index.html"]').first().click();
    expect(page.url()).toContain('/zh/chapters/index.html');
    await page.locator('h1').waitFor();
    expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
  });

  it('is served under any path, by the server in it, with search and all scripts', async () => {
    copyFileSync(join(folder, 'serve.mjs'), join(root, 'serve.mjs'));
    const server = spawn(process.execPath, [join(root, 'serve.mjs'), '0']);
    onTestFinished(() => void server.kill());
    const [line] = await once(server.stdout, 'data');
    const origin = /http:\/\/localhost:\d+/.exec(`${line}`)?.[0] ?? '';
    const { page, complaints } = await open('/404.html');
    await page.goto(`${origin}/some/path/zh/glossary/`);
    expect(await page.locator('[role=note]').count()).toBe(0);
    await page.keyboard.press('/');
    await page.locator('.search input').fill('epoll');
    const hit = page.locator('dialog a').first();
    await hit.waitFor();
    expect(
      new URL((await hit.getAttribute('href')) ?? '', page.url()).pathname,
    ).toMatch(/^\/some\/path\/zh\//);
    expect(complaints).toEqual([]);
    expect((await fetch(`${origin}/../../etc/passwd`)).status).toBe(404);
    expect((await fetch(`${origin}/%2e%2e/%2e%2e/etc/passwd`)).status).toBe(404);
  }, 60_000);
});

/** Down to the file: a folder has no page where nobody serves it. */
function leadsToFile(page: string, href: string): boolean {
  if (href.startsWith('#')) return true;
  if (href.startsWith('/')) return false;
  const [path = ''] = href.split(/[?#]/);
  return (
    /\.\w+$/.test(path) && existsSync(join(dirname(page), decodeURIComponent(path)))
  );
}
