/**
 * The files of the site, by the address under which each is found. The list is made once
 * by walking the folder, and a request is looked up in it: an address that was not found
 * on the walk leads nowhere, whatever dots, links and slashes it is made of.
 *
 * Replaced in one step, when a new site stands in the place of the old one.
 */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { Recent } from './recent.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

export interface Item {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly modified: number; // s
  readonly compresses: boolean;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const TEXT = /^text\/|json|xml|javascript/;
const KEPT = 24 * 1024 * 1024; // bytes of files that are kept in memory

export const extension: Record<Encoding, string> = {
  br: '.br',
  gzip: '.gz',
  identity: '',
};

export class Shelf {
  readonly #root: string;
  readonly #packed: string;
  #items = new Map<string, Item>();
  readonly #bytes = new Recent<Buffer>(KEPT, ({ length }) => length);
  readonly #hashes = new Map<string, string>();

  /** `packed` holds what pack.ts has compressed, under the hash of what it was. */
  constructor(root: string, packed: string) {
    this.#root = root;
    this.#packed = packed;
    this.fill();
  }

  /** Looks at the folder anew. Who asks meanwhile is answered from the old list. */
  fill(): void {
    const items = new Map<string, Item>();
    for (const path of filesIn(this.#root)) {
      const { size, mtimeMs } = statSync(path);
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      const item = { path, type, size, modified: Math.floor(mtimeMs / 1000) };
      const at = `/${relative(this.#root, path).split(sep).join('/')}`;
      items.set(at, { ...item, compresses: TEXT.test(type) });
    }
    this.#items = items;
    this.#bytes.clear();
    this.#hashes.clear();
  }

  get size(): number {
    return this.#items.size;
  }

  /** What stands at an address; a folder has its index.html, at an address with a slash. */
  at(address: string): Item | { readonly moved: string } | null {
    const item = this.#items.get(
      address.endsWith('/') ? `${address}index.html` : address,
    );
    if (item) return item;
    return this.#items.has(`${address}/index.html`) ? { moved: `${address}/` } : null;
  }

  /** The whole file. Throws ENOENT when it is gone since the walk. */
  read({ path }: Item): Buffer {
    return this.#bytes.get(path) ?? this.#bytes.set(path, readFileSync(path));
  }

  /** The same compressed, if that has been done already. */
  packed(item: Item, encoding: Encoding): Buffer | null {
    if (encoding === 'identity' || !item.compresses) return null;
    const path = join(this.#packed, this.hash(item) + extension[encoding]);
    const kept = this.#bytes.get(path);
    if (kept) return kept;
    return existsSync(path) ? this.#bytes.set(path, readFileSync(path)) : null;
  }

  /** Of what is in it: the same for the same page, whenever it was built. */
  hash(item: Item): string {
    const known = this.#hashes.get(item.path);
    if (known !== undefined) return known;
    const hash = hashOf(this.read(item));
    this.#hashes.set(item.path, hash);
    return hash;
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

/** Real files only: a symbolic link may lead anywhere. Nor what begins with a dot. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) return [];
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
