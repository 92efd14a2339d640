/**
 * A page of the site, rewritten so that it can stand anywhere: each address becomes one
 * relative to the page, down to the file, since from a USB stick nobody serves a folder's
 * index.html.
 */

import { posix } from 'node:path';

const ADDRESS = /(\s(?:href|src|action)=")([^"]*)(")/g;
const REFRESH = /(content="0; url=)([^"]*)(")/g;

/** `file`: where the page stands in the folder; `base`: what the site was built for. */
export function relativePage(html: string, file: string, base = '/'): string {
  const rewrite = (_: string, before: string, address: string, after: string) =>
    before + relativeAddress(address, file, base) + after;
  return html
    .replace(/<link rel="alternate"[^>]*>/g, withoutOrigin)
    .replace(ADDRESS, rewrite)
    .replace(REFRESH, rewrite)
    .replace(/ data-base="[^"]*"/, ` data-base="${up(file)}"`)
    .replace('<head>', `<head><script src="${up(file)}bundle.js"></script>`);
}

export function relativeAddress(address: string, file: string, base: string): string {
  if (!address.startsWith(base)) return address; // elsewhere, or a place on the page
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  const target = path.slice(base.length);
  const whole = target === '' || target.endsWith('/') ? `${target}index.html` : target;
  return posix.relative(posix.dirname(file), whole) + rest;
}

/** `zh/tests/index.html` → `../../` */
const up = (file: string): string => '../'.repeat(file.split('/').length - 1) || './';

/** The editions of a page are named with the site's address, which is another now. */
const withoutOrigin = (link: string): string =>
  link.replace(/href="https?:\/\/[^/"]+/, 'href="');
