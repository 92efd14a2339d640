/** What the search finds of what can be run, and of the pages that are one of a kind. */

import { SECTIONS } from '../benchmarks/sections.ts';
import { readFolders } from '../exercises/folder.ts';
import { readScenarios } from '../replays/library.ts';
import { pages as lessons } from '../teach/teach.ts';
import { plainText } from '../ui/markdown.ts';
import { nameOf, type PagePath } from '../ui/pages.ts';
import type { Pair } from '../ui/text.ts';
import type { Entry } from './search.ts';

const ROOT = process.cwd();

const told = (title: Pair, about: Pair): Pair => ({
  zh: plainText(`${title.zh} — ${about.zh}`),
  en: plainText(`${title.en} — ${about.en}`),
});

/** A broken twin stands on the page of the run that it is beside. */
export const replays: Entry[] = readScenarios(ROOT).map(({ slug, file }) => ({
  kind: 'replay',
  to: `replays/${slug}/`,
  names: [file.title.zh, file.title.en].map(plainText),
  ...told(file.title, file.about),
  words: file.twins
    .flatMap(({ title, about }) => [title.zh, about.zh, title.en, about.en])
    .map(plainText)
    .join(' '),
}));

export const exercises: Entry[] = readFolders(ROOT).map(({ slug, title, about }) => ({
  kind: 'exercise',
  to: `exercises/${slug}/`,
  names: [title.zh, title.en].map(plainText),
  ...told(title, about),
}));

interface Named {
  to: PagePath;
  about: Pair;
  words?: string;
}

const named: Named[] = [
  {
    to: 'benchmarks/',
    about: {
      zh: '和 C、Node、uvloop、asyncio、Tornado 并排量出来的速度。',
      en: 'Speed, measured beside C, Node, uvloop, asyncio and Tornado.',
    },
    words: SECTIONS.map(({ title }) => `${title.zh} ${title.en}`).join(' '),
  },
  {
    to: 'playground/',
    about: {
      zh: '写一段小程序，让真正的循环跑起来，一轮一轮地看。',
      en: 'Write a small program, and look at the real loop run it, turn by turn.',
    },
  },
  {
    to: 'teach/',
    about: {
      zh: '四节课：放哪个回放，做哪道练习，问什么，答什么，怎样批改。',
      en: 'Four lessons: what to show, what to give, what to ask, and how to grade.',
    },
  },
  {
    to: 'about/',
    about: {
      zh: '这个网站由什么做成，凭什么可信。',
      en: 'What this site is made of, and why it can be trusted.',
    },
  },
];

export const pages: Entry[] = [
  ...named.map(({ to, about, words }) => ({
    kind: 'page' as const,
    to,
    ...told(nameOf(to), about),
    ...(words && { words: plainText(words) }),
  })),
  ...lessons.map(({ id, title, about }) => ({
    kind: 'page' as const,
    to: `teach/${id}/`,
    ...told(title, about),
    in: nameOf('teach/'),
  })),
];
