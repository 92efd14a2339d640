/** Every link and fragment of a built site, followed in its files. */

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `/zh/tests/ → #nowhere`: each link of the site in `folder` that leads to nothing. */
export function brokenLinks(folder: string, base = '/'): string[] {
  const files = globSync('**/*.html', { cwd: folder });
  const html = new Map(files.map((f) => [addressOf(f, base), read(folder, f)]));
  const ids = new Map([...html].map(([path, text]) => [path, idsOf(text)]));
  const others = new Set(
    globSync('**/*.*', { cwd: folder }).map((file) => `${base}${file}`),
  );
  const missing = new Set<string>();
  for (const [path, text] of html) {
    for (const href of linksOf(text)) {
      const { pathname: file, hash } = new URL(href, `http://site${path}`);
      const pathname = file.replace(/(?<=\/)index\.html$/, '');
      const place = decodeURIComponent(hash.slice(1));
      const isThere = place
        ? ids.get(pathname)?.has(place) || isState(place, pathname, html.get(pathname))
        : html.has(pathname) || others.has(pathname);
      if (!isThere) missing.add(`${path} → ${href}`);
    }
  }
  return [...missing];
}

/** What a script of the page reads: a program, a quiz, a step of as many as there are. */
function isState(place: string, pathname: string, html = ''): boolean {
  if (place.startsWith('p=')) return pathname.endsWith('/playground/');
  if (place === 'quiz') return /\/replays\/[^/]+\/$/.test(pathname);
  const [, step = NaN] = /^step=(\d+)$/.exec(place) ?? [];
  const [, steps = NaN] = /data-steps="(\d+)"/.exec(html) ?? [];
  return Number(step) < Number(steps);
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

const addressOf = (file: string, base: string) =>
  base + file.replace(/(^|\/)index\.html$/, '$1');

const idsOf = (html: string) =>
  new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => decode(id)));

/** Links, scripts, styles and icons, but for those that lead elsewhere. */
export const linksOf = (html: string) =>
  [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"/g)]
    .map(([, href = '']) => decode(href))
    .filter((href) => !/^[a-z]+:/.test(href));

const decode = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#38;', '&');
