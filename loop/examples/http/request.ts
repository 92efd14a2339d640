/** Requests out of bytes: strict as RFC 9112 has it, none larger than the limits. */

import { Llhttp } from './llhttp.ts';

export interface Request {
  readonly method: string;
  /** As it was sent, but without the scheme and host of an absolute form: '/a?b'. */
  readonly target: string;
  readonly host: string;
  /** By their names in small letters; several of a name, joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly keepAlive: boolean;
  readonly body: Buffer;
}

/** Why there is no request: the status to answer with. The connection then ends. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Limits {
  /** Bytes of the request line, 414; of all names and values together, 431. */
  readonly target: number;
  readonly head: number;
  /** How many headers, 431. */
  readonly headers: number;
  /** Bytes of a body, 413. */
  readonly body: number;
}

const REFUSED = 1; // to llhttp: go no further
const ALONE = ['host', 'content-length', 'content-type', 'authorization', 'origin'];
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/i;

export class RequestParser {
  readonly #limits: Limits;
  readonly #complete: Request[] = [];
  readonly #llhttp: Llhttp;
  #target = '';
  #headers = new Map<string, string>();
  #name = '';
  #value: string | null = null; // null: the name is still coming
  #bytes = 0; // of names and values
  #count = 0;
  #body: Uint8Array[] = [];
  #received = 0; // of the body
  #size = 0; // the same as it was sent: the lines around each chunk count as well
  #head: Omit<Request, 'body'> | null = null;
  #begun = false;
  #error: BadRequest | null = null;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#llhttp = new Llhttp({
      begin: () => this.#begin(),
      target: (text) => this.#line(text),
      name: (text) => this.#named(text),
      value: (text) => this.#valued(text),
      headEnds: () => this.#checked(() => this.#headEnds()),
      body: (bytes) => this.#more(bytes),
      end: () => this.#end(),
    });
  }

  /** Of the request that is coming in: nothing, part of its head, part of its body? */
  get waitsFor(): 'request' | 'head' | 'body' {
    if (this.#head) return 'body';
    return this.#begun ? 'head' : 'request';
  }

  /** Does the sender of the body first want to hear that we shall take it? */
  get expected(): boolean {
    return this.#head?.headers.get('expect')?.toLowerCase() === '100-continue';
  }

  /** The requests that these bytes complete; and why none will follow, if so. */
  parse(bytes: Uint8Array): { requests: Request[]; error: BadRequest | null } {
    if (!this.#error) {
      const wrong = this.#llhttp.execute(bytes);
      if (wrong !== null) this.#error ??= new BadRequest(400, wrong);
      if (this.#head) this.#size += bytes.length;
      const most = 2 * this.#limits.body + this.#limits.head;
      if (this.#size > most) this.#refuse(413, 'The body is too large');
    }
    return { requests: this.#complete.splice(0), error: this.#error };
  }

  free(): void {
    this.#llhttp.free();
  }

  // ── What llhttp has seen ─────────────────────────────────────────────────────

  #begin(): number {
    this.#target = this.#name = '';
    this.#headers = new Map();
    this.#value = null;
    this.#bytes = this.#count = this.#received = this.#size = 0;
    this.#body = [];
    this.#begun = true;
    return 0;
  }

  #line(text: string): number {
    this.#target += text;
    if (this.#target.length <= this.#limits.target) return 0;
    return this.#refuse(414, 'The request line is too long');
  }

  // What stands behind a body in pieces, a trailer, is counted and read by nobody: as a
  // header it could say what the head did not.

  #named(text: string): number {
    if (this.#value !== null) this.#keep();
    if (!this.#head) this.#name += text;
    return this.#grow(text.length);
  }

  #valued(text: string): number {
    if (!this.#head) this.#value = (this.#value ?? '') + text;
    return this.#grow(text.length);
  }

  #grow(by: number): number {
    this.#bytes += by;
    const { head, headers } = this.#limits;
    if (this.#bytes <= head && this.#count <= headers) return 0;
    return this.#refuse(431, 'The headers are too large');
  }

  #keep(): void {
    const name = this.#name.toLowerCase();
    const before = this.#headers.get(name);
    // Of two of these it would depend on the reader which of them counts.
    if (before !== undefined && ALONE.includes(name)) {
      this.#error ??= new BadRequest(400, `More than one ${this.#name}`);
    }
    const value = (this.#value ?? '').trimEnd();
    this.#headers.set(name, before === undefined ? value : `${before}, ${value}`);
    this.#name = '';
    this.#value = null;
    this.#count++;
  }

  #headEnds(): void {
    if (this.#value !== null) this.#keep();
    const { method, version, keepAlive } = this.#llhttp;
    if (version !== '1.1' && version !== '1.0') {
      throw new BadRequest(505, `HTTP/${version} is not spoken here`);
    }
    if (version === '1.0' && this.#headers.has('transfer-encoding')) {
      throw new BadRequest(400, 'HTTP/1.0 has no Transfer-Encoding');
    }
    const [, authority, path] = ABSOLUTE.exec(this.#target) ?? [];
    const target = path === undefined ? this.#target : path.replace(/^(?!\/)/, '/');
    const host = this.#host(version, authority);
    this.#head = { method, target, host, headers: this.#headers, keepAlive };
  }

  /** Who was asked. An absolute target says it, and then the header does not count. */
  #host(version: string, authority: string | undefined): string {
    const header = this.#headers.get('host');
    if (header === undefined && version === '1.1') {
      throw new BadRequest(400, 'Host is missing');
    }
    const host = authority ?? header ?? '';
    if (host !== '' && !HOST.test(host)) throw new BadRequest(400, 'Bad Host');
    return host;
  }

  #more(bytes: Uint8Array): number {
    this.#body.push(bytes);
    this.#received += bytes.length;
    if (this.#received <= this.#limits.body) return 0;
    return this.#refuse(413, 'The body is too large');
  }

  #end(): number {
    if (!this.#head) return REFUSED;
    this.#complete.push({ ...this.#head, body: Buffer.concat(this.#body) });
    this.#head = null;
    this.#begun = false;
    this.#size = 0;
    return 0;
  }

  #checked(check: () => void): number {
    try {
      check();
      return this.#error ? REFUSED : 0;
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      this.#error ??= error;
      return REFUSED;
    }
  }

  #refuse(status: number, message: string): number {
    this.#error ??= new BadRequest(status, message);
    return REFUSED;
  }
}
