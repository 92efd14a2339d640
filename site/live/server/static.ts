/** A file of the site as an answer: whole, in part, compressed, or "you have it already". */

import type { Request } from '../../../loop/examples/http/request.ts';
import { plain, type Response } from '../../../loop/examples/http/response.ts';
import { pathOf } from './address.ts';
import { type Encoding, type Item, Shelf } from './shelf.ts';

export { Shelf };

const FOR_EVER = 'public, max-age=31536000, immutable'; // a hash is part of the name
const ASK_AGAIN = 'no-cache';
const METHODS = ['GET', 'HEAD'];

const SAFE = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
};

/** `more`: headers that a page gets as well. */
export function fileAnswer(shelf: Shelf, request: Request, more = {}): Response {
  if (!METHODS.includes(request.method)) {
    return plain(405, 'GET or HEAD.', { Allow: METHODS.join(', ') });
  }
  const [address = '', query] = splitQuery(request.target);
  const path = pathOf(address);
  if (path === null) return plain(400, 'There can be no such path.');
  const found = shelf.at(path);
  if (found === null) return missing(shelf);
  if ('moved' in found) {
    const location = encodeURI(found.moved) + query;
    return plain(301, `It is at ${location}`, { Location: location });
  }
  const page = found.type.startsWith('text/html') ? more : {};
  return withItem(shelf, found, request, page);
}

function withItem(shelf: Shelf, item: Item, request: Request, more: object): Response {
  const range = request.headers.get('range');
  const encoding = range === undefined ? chosen(shelf, item, request) : 'identity';
  const own = headersOf(shelf, item, encoding);
  const etag = own.ETag ?? '';
  const headers = { ...own, ...more };
  if (isFresh(request, etag, item)) return { status: 304, headers };
  const part =
    range && rangeOf(range, item.size, request.headers.get('if-range'), etag);
  if (part === 'none') {
    return plain(416, undefined, { 'Content-Range': `bytes */${item.size}` });
  }
  const whole = shelf.packed(item, encoding) ?? shelf.read(item);
  if (part) {
    const [from, to] = part;
    const range = { 'Content-Range': `bytes ${from}-${to}/${item.size}` };
    return {
      status: 206,
      headers: { ...headers, ...range },
      body: whole.subarray(from, to + 1),
    };
  }
  return { status: 200, headers, body: whole };
}

type Headers = Readonly<Record<string, string>>;
const made = new WeakMap<Item, Map<Encoding, Headers>>();

/** Worked out once: they are the same for everybody. */
function headersOf(shelf: Shelf, item: Item, encoding: Encoding): Headers {
  const known = made.getOrInsertComputed(item, () => new Map());
  return known.getOrInsertComputed(encoding, () => headersFor(shelf, item, encoding));
}

function headersFor(shelf: Shelf, item: Item, encoding: Encoding): Headers {
  const hash = shelf.hash(item);
  const plain = encoding === 'identity';
  return {
    'Content-Type': item.type,
    'Cache-Control': item.path.includes('/_astro/') ? FOR_EVER : ASK_AGAIN,
    ETag: plain ? `"${hash}"` : `"${hash}-${encoding}"`,
    'Last-Modified': new Date(item.modified * 1000).toUTCString(),
    'Accept-Ranges': 'bytes',
    ...(item.compresses ? { Vary: 'Accept-Encoding' } : {}),
    ...(plain ? {} : { 'Content-Encoding': encoding }),
    ...SAFE,
  };
}

/** The page that says so, in both languages. */
function missing(shelf: Shelf): Response {
  const page = shelf.at('/404.html');
  if (page === null || 'moved' in page) return plain(404);
  const headers = { 'Content-Type': page.type, 'Cache-Control': ASK_AGAIN, ...SAFE };
  return { status: 404, headers, body: shelf.read(page) };
}

function splitQuery(target: string): [path: string, query: string] {
  const at = target.indexOf('?');
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at)];
}

/** The smallest that the client takes and that we have. `gzip;q=0` is a refusal. */
function chosen(shelf: Shelf, item: Item, { headers }: Request): Encoding {
  const accepted = headers.get('accept-encoding') ?? '';
  const takes = (name: string) =>
    accepted.split(',').some((each) => {
      const [coding = '', weight = ''] = each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return coding === name && (weight === '' || Number(weight) > 0);
    });
  const found = (['br', 'gzip'] as const).find(
    (encoding) => takes(encoding) && shelf.packed(item, encoding),
  );
  return found ?? 'identity';
}

/** Does the client have it as it is? A tag that it names decides, else the time. */
function isFresh({ headers }: Request, etag: string, item: Item): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes(etag) || known.includes('*');
  }
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return item.modified * 1000 <= since;
}

/** The first and last byte asked for; null: send it whole. Several parts we do not do. */
function rangeOf(
  range: string,
  size: number,
  onlyIf: string | undefined,
  etag: string,
): [from: number, to: number] | 'none' | null {
  if (onlyIf !== undefined && onlyIf !== etag) return null;
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return from <= to ? [from, to] : 'none';
}
