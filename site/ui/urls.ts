/** Addresses of pages. Every link on the site is made here, so a base path just works. */

import type { Lang } from './text.ts';

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/** `url('zh', 'tests/')` → `/zh/tests/` */
export const url = (lang: Lang, path = ''): string => `${BASE}${lang}/${path}`;

/** A file that has no language: a script, the icon. */
export const asset = (name: string): string => `${BASE}${name}`;

export const sourceUrl = (lang: Lang, file: string, fragment = ''): string =>
  url(lang, `source/${file}/${fragment && `#${fragment}`}`);

/** `epoll_wait(2)` → its page on man7.org; anything else has no address. */
export function manUrl(page: string): string | undefined {
  const [, name, section] = /^([\w.-]+)\((\d)\)$/.exec(page) ?? [];
  return (
    name && `https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`
  );
}
