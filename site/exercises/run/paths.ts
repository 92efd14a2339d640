/** Paths from the root of the project, where there is no file system to ask. */

/** What `name` means in the file `from`: `../poller.ts` in `loop/pollers/epoll.ts`. */
export function join(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const parts = from.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
