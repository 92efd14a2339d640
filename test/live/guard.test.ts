import { describe, expect, it } from 'vitest';
import { actRoute } from '../../site/live/server/act-route.ts';
import type { Acts } from '../../site/live/server/acts.ts';
import { TestsRoute } from '../../site/live/server/test-news.ts';
import { leavesNoDescriptor, on } from '../net/support.ts';
import { type Live, live } from './support.ts';

leavesNoDescriptor();

/** A server on which acting only writes down that it was done. */
function guarded(): Live & { done: string[] } {
  const done: string[] = [];
  const acts = { act: (act: string) => done.push(act), on: [] } as unknown as Acts;
  const tests = new TestsRoute();
  const started = live({ 'index.html': 'home' }, (guard) => [
    actRoute(acts, () => {})(guard),
    tests.route(guard),
  ]);
  return { ...started, done };
}

function post({ port, say }: Live, headers: string[], body = '{"act":"tick"}') {
  const all = [
    'POST /live/act HTTP/1.1',
    ...(headers.some((line) => /^host:/i.test(line))
      ? []
      : [`Host: localhost:${port}`]),
    ...headers,
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  return say(`${all.join('\r\n')}\r\n\r\n${body}`);
}

const status = (said: string) => Number(said.split(' ')[1]);

describe('acting', () => {
  it('takes a page of this very site, and the secret that it was given', async () => {
    const server = guarded();
    const { loop, get, port, done } = server;
    await on(loop, async () => {
      const page = await get('/');
      const said = await server.say(
        `GET / HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
      );
      const cookies = [...said.matchAll(/^Set-Cookie: (.*)$/gim)].map(
        ([, one]) => one ?? '',
      );
      expect(cookies[0]).toMatch(/; HttpOnly; SameSite=Strict/);
      const cookie = `Cookie: ${cookies[0]?.split(';')[0]}`;
      const origin = `Origin: http://localhost:${port}`;
      expect(page.status).toBe(200);
      expect(status(await post(server, [origin, cookie]))).toBe(200);
      expect(done).toEqual(['tick']);

      const refused = [
        [origin],
        [cookie],
        [origin, 'Cookie: ioloop-1=x'],
        [cookie, 'Origin: https://evil.example'],
        [cookie, 'Origin: null'],
        [cookie, `Origin: http://localhost:${port + 1}`],
        [cookie, origin, 'Sec-Fetch-Site: cross-site'],
      ];
      for (const headers of refused)
        expect(status(await post(server, headers))).toBe(403);
      const rebound = [cookie, 'Host: evil.example', 'Origin: http://evil.example'];
      expect(status(await post(server, rebound))).toBe(421);
      expect((await get('/live/act', [origin, cookie])).status).toBe(405);
      for (const body of [
        '',
        '{',
        '{"act":"rm"}',
        '{"act":"tick","on":7}',
        '[]',
        'null',
      ])
        expect(status(await post(server, [origin, cookie], body))).toBe(400);
      expect(done).toEqual(['tick']);
    });
  });
});

describe('what is live', () => {
  it('is read by pages of this site only, and nothing is said to others', async () => {
    const { loop, get, port } = guarded();
    await on(loop, async () => {
      const foreign = [
        ['Origin: https://evil.example'],
        ['Sec-Fetch-Site: cross-site'],
        [`Origin: http://127.0.0.1:${port}`],
      ];
      for (const headers of foreign) {
        const answer = await get('/live/tests', headers);
        expect(answer.status).toBe(403);
        expect([...answer.headers.keys()].join(' ')).not.toContain('access-control');
      }
    });
  });
});
