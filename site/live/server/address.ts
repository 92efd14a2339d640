/**
 * The path that a request names, in plain characters; null for one that no page has. A
 * browser never asks for these: dots and slashes that were hidden by encoding, NUL,
 * backslashes, an empty name between two slashes.
 */
export function pathOf(address: string): string | null {
  if (!address.startsWith('/') || /%2f|%5c|%00|[\\#]|\/\//i.test(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(address);
  } catch {
    return null; // not UTF-8
  }
  const tricky = /[\p{Cc}\\]/u.test(path);
  const up = path.split('/').some((name) => name === '.' || name === '..');
  return tricky || up ? null : path;
}
