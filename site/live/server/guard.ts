/**
 * Who may ask, and who may act. The server listens on this machine only; but a page of
 * any other site, open in the same browser, can send requests to this machine too.
 *
 * Host: a name that an attacker has bound to 127.0.0.1 (DNS rebinding) is not ours. That
 * is checked for every request. Acting needs three things more: POST, an Origin that is
 * this very site, and the secret of this start in a cookie that the browser sends along
 * with requests of this site only. There is no CORS header anywhere: nobody else can read.
 */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from '../../../loop/examples/http/request.ts';
import { plain, type Response } from '../../../loop/examples/http/response.ts';

const NAMES = ['localhost', '127.0.0.1', '[::1]'];

export class Guard {
  readonly #hosts: ReadonlySet<string>;
  readonly #cookie: string;
  readonly #secret = randomBytes(32).toString('base64url');

  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
    const bare = port === 80 ? NAMES : [];
    this.#hosts = new Set([...bare, ...NAMES.map((name) => `${name}:${port}`)]);
    this.#cookie = `ioloop-${port}`; // a cookie does not know ports
  }

  /** An answer for who asked another host; null if all is well. */
  turnAway({ host }: Request): Response | null {
    if (this.#hosts.has(host.toLowerCase())) return null;
    const known = [...this.#hosts].join(', ');
    return plain(421, `There is no ${host || 'such host'} here. Known: ${known}.`);
  }

  /**
   * The headers that give a page the secret, unless it has it. The second cookie is no
   * secret: by it the page's script sees that a server stands behind the page.
   */
  welcome(request: Request): Record<string, string[]> {
    if (this.#hasSecret(request)) return {};
    const own = `${this.#cookie}=${this.#secret}; Path=/; HttpOnly; SameSite=Strict`;
    return { 'Set-Cookie': [own, `live-${this.#port}=1; Path=/; SameSite=Strict`] };
  }

  /** An answer for who may not read what is live; null for who may. */
  refuseReading({ headers, host }: Request): Response | null {
    const origin = headers.get('origin');
    const site = headers.get('sec-fetch-site');
    const foreign = origin !== undefined && origin !== `http://${host}`;
    if (!foreign && site !== 'cross-site' && site !== 'same-site') return null;
    return plain(403, 'Only pages of this site may read this.');
  }

  /** An answer for who may not act; null for who may. */
  refuseActing(request: Request): Response | null {
    const { method, headers, host } = request;
    if (method !== 'POST') return plain(405, 'POST.', { Allow: 'POST' });
    if (headers.get('origin') !== `http://${host}`) {
      return plain(403, 'Only pages of this site may do this.');
    }
    if (this.#hasSecret(request)) return this.refuseReading(request);
    return plain(403, 'The server has been started anew: reload the page.');
  }

  #hasSecret({ headers }: Request): boolean {
    const given = (headers.get('cookie') ?? '').split(/[;,]\s*/);
    const wanted = Buffer.from(`${this.#cookie}=${this.#secret}`);
    return given.some((each) => {
      const bytes = Buffer.from(each);
      return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
    });
  }
}
