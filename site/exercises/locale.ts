/** Which language to speak at a terminal, and how to say a thing in either. */

export type Lang = 'zh' | 'en';

/** By the locale, as the C library reads it: the first of the three that is set. */
export function langOf(env: Readonly<Record<string, string | undefined>>): Lang {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

/** What `--lang` says before anything else is read: the help itself is in a language. */
export function langIn(args: readonly string[], env = process.env): Lang {
  const at = args.findIndex((arg) => /^--lang(=|$)/.test(arg));
  const said = args[at]?.split('=')[1] ?? (at < 0 ? undefined : args[at + 1]);
  return said === 'zh' || said === 'en' ? said : langOf(env);
}

/** `say('中文', 'English')` in the one language or the other. */
export const speaker =
  (lang: Lang) =>
  (zh: string, en: string): string =>
    ({ zh, en })[lang];

export type Say = ReturnType<typeof speaker>;
