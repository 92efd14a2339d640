import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pack } from '../../site/live/server/pack.ts';
import { leavesNoDescriptor, on } from '../net/support.ts';
import { live } from './support.ts';

leavesNoDescriptor();

const PAGE = '<!doctype html><p>你好</p>'.repeat(100);
const SITE = {
  'index.html': 'home',
  '404.html': 'nothing here 没有',
  'zh/index.html': PAGE,
  '_astro/x.abc.js': 'export {}',
  'digits.txt': '0123456789',
  'a b/ü.txt': 'umlaut',
  '.hidden/secret.txt': 'secret',
};

describe('the files of the site', () => {
  it('have their type, and a folder has its index', async () => {
    const { loop, get } = live(SITE);
    await on(loop, async () => {
      const page = await get('/zh/');
      expect(page.status).toBe(200);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(Buffer.from(page.body, 'latin1').toString()).toBe(PAGE);
      const script = await get('/_astro/x.abc.js?v=1');
      expect(script.headers.get('content-type')).toMatch(/javascript/);
      expect(script.headers.get('cache-control')).toMatch(/immutable/);
      expect((await get('/a%20b/%C3%BC.txt')).body).toBe('umlaut');
    });
  });

  it('are asked for with a slash where it is a folder', async () => {
    const { loop, get } = live(SITE);
    await on(loop, async () => {
      const { status, headers } = await get('/zh?a=b');
      expect([status, headers.get('location')]).toEqual([301, '/zh/?a=b']);
    });
  });

  it('are described to HEAD, and not sent', async () => {
    const { loop, get } = live(SITE);
    await on(loop, async () => {
      const { headers, body } = await get('/digits.txt', [], 'HEAD');
      expect([headers.get('content-length'), body]).toEqual(['10', '']);
      expect((await get('/digits.txt', [], 'PUT')).status).toBe(405);
    });
  });

  it('are not sent again to who has them', async () => {
    const { loop, get } = live(SITE);
    await on(loop, async () => {
      const { headers } = await get('/digits.txt');
      const again = await get('/digits.txt', [`If-None-Match: ${headers.get('etag')}`]);
      expect([again.status, again.body]).toEqual([304, '']);
      const since = `If-Modified-Since: ${headers.get('last-modified')}`;
      expect((await get('/digits.txt', [since])).status).toBe(304);
      expect((await get('/digits.txt', ['If-None-Match: "x"', since])).status).toBe(
        200,
      );
    });
  });

  it('are sent in part', async () => {
    const { loop, get } = live(SITE);
    const ranges = ['2-4', '7-', '-3', '8-99', '10-', '-0', '4-2', '0-1,3-4', 'x'];
    await on(loop, async () => {
      const said = [];
      for (const range of ranges) {
        const { status, body, headers } = await get('/digits.txt', [
          `Range: bytes=${range}`,
        ]);
        said.push([
          status,
          status === 206 ? body : (headers.get('content-range') ?? ''),
        ]);
      }
      expect(said).toEqual([
        [206, '234'],
        [206, '789'],
        [206, '789'],
        [206, '89'],
        [416, 'bytes */10'],
        [416, 'bytes */10'],
        ...Array(3).fill([200, '']),
      ]);
      const stale = ['Range: bytes=2-4', 'If-Range: "old"'];
      expect((await get('/digits.txt', stale)).body).toBe('0123456789');
    });
  });

  it('are sent compressed to who takes that, once they are', async () => {
    const { loop, get, root, packed } = live(SITE);
    expect(pack(root, packed)).toBe(2);
    await on(loop, async () => {
      const br = await get('/zh/', ['Accept-Encoding: gzip, deflate, br']);
      expect(brotliDecompressSync(Buffer.from(br.body, 'latin1')).toString()).toBe(
        PAGE,
      );
      const gzip = await get('/zh/', ['Accept-Encoding: br;q=0, gzip']);
      expect(gunzipSync(Buffer.from(gzip.body, 'latin1')).toString()).toBe(PAGE);
      expect(gzip.headers.get('vary')).toBe('Accept-Encoding');
      expect((await get('/zh/')).headers.has('content-encoding')).toBe(false);
      const tags = new Set([br, gzip].map(({ headers }) => headers.get('etag')));
      expect(tags.size).toBe(2);
    });
  });

  it('that nobody has are answered with our own page', async () => {
    const { loop, get } = live(SITE);
    await on(loop, async () => {
      const { status, body } = await get('/nope/');
      expect([status, Buffer.from(body, 'latin1').toString()]).toEqual([
        404,
        SITE['404.html'],
      ]);
    });
  });

  it('change in one step when a new site stands there', async () => {
    const { loop, get, root, shelf } = live(SITE);
    await on(loop, async () => {
      const old = (await get('/digits.txt')).headers.get('etag');
      writeFileSync(join(root, 'digits.txt'), 'new');
      writeFileSync(join(root, 'more.txt'), 'more');
      expect((await get('/more.txt')).status).toBe(404);
      shelf.fill();
      expect((await get('/more.txt')).body).toBe('more');
      expect((await get('/digits.txt', [`If-None-Match: ${old}`])).body).toBe('new');
    });
  });
});

describe('a path that no page has', () => {
  it('is refused: dots, hidden slashes, NUL, what is not UTF-8', async () => {
    const { loop, get } = live(SITE);
    const paths = [
      '/../etc/passwd',
      '/zh/../digits.txt',
      '/%2e%2e/etc/passwd',
      '/..%2fetc/passwd',
      '/zh%2findex.html',
      '/zh%5cindex.html',
      '/zh\\index.html',
      '/digits.txt%00.html',
      '//digits.txt',
      '/./digits.txt',
      '/%ff',
      '/%',
      '*',
      'digits.txt',
    ];
    await on(loop, async () => {
      const said = [];
      for (const path of paths) said.push([path, (await get(path)).status]);
      expect(said).toEqual(paths.map((path) => [path, 400]));
    });
  });

  it('leads nowhere: a link out of the folder, a hidden folder', async () => {
    const outside = live({ 'secret.txt': 'secret' });
    outside.loop.close();
    const { loop, get, root, shelf } = live(SITE);
    symlinkSync(join(outside.root, 'secret.txt'), join(root, 'link.txt'));
    symlinkSync(outside.root, join(root, 'folder'));
    shelf.fill();
    await on(loop, async () => {
      for (const path of ['/link.txt', '/folder/secret.txt', '/.hidden/secret.txt'])
        expect((await get(path)).status).toBe(404);
    });
  });
});

describe('a host that is not ours', () => {
  it('is told so: a name bound to this machine by somebody else reads nothing', async () => {
    const { loop, get, port } = live(SITE);
    const hosts = [
      'evil.example',
      `evil.example:${port}`,
      'localhost',
      `localhost:${port + 1}`,
    ];
    await on(loop, async () => {
      for (const host of [...hosts, `127.0.0.1.evil.example:${port}`])
        expect((await get('/zh/', [`Host: ${host}`])).status).toBe(421);
      for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])
        expect((await get('/zh/', [`Host: ${host}:${port}`])).status).toBe(200);
    });
  });
});
