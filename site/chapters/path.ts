/** The one path through the book: chapter, its program, replays, exercises, next chapter. */

import type { Lang, Pair } from '../ui/text.ts';
import { sourceUrl, url } from '../ui/urls.ts';
import { book, chapterBySlug, known } from './book.ts';
import type { Chapter } from './chapter.ts';
import { usesOf } from './text.ts';

export interface Station {
  kind: 'chapter' | 'program' | 'replay' | 'exercise' | 'next';
  to: string;
  name: Pair;
}

const same = (name: string): Pair => ({ zh: name, en: name });

const chapterName = ({ number, title }: Chapter): Pair => ({
  zh: `第 ${number} 章 · ${title.zh}`,
  en: `Chapter ${number} · ${title.en}`,
});

/** The replays that a chapter shows or asks about, each once. */
export function replaysIn(chapter: Chapter): { id: string; title: Pair }[] {
  const used = usesOf(chapter.text.en)
    .filter(({ name }) => /^(Replay|Twin|Ask)$/.test(name))
    .map(({ props }) => String(props.replay ?? props.id).split('~')[0] ?? '');
  return [...new Set(used)].flatMap((id) => {
    const title = known.replays?.get(id)?.title;
    return title ? [{ id, title }] : [];
  });
}

/** The first program of loop/examples/ that it draws code from, if it does. */
function programIn(lang: Lang, chapter: Chapter): Station[] {
  const file = usesOf(chapter.text.en)
    .map(({ name, props }) => (name === 'Code' ? String(props.file ?? '') : ''))
    .find((path) => path.startsWith('loop/examples/'));
  const name = file?.split('/').at(-1);
  if (!file || !name) return [];
  return [{ kind: 'program', to: sourceUrl(lang, file), name: same(name) }];
}

/** None for what belongs to no chapter of this book. */
export function pathOf(lang: Lang, slug: string): Station[] {
  const chapter = chapterBySlug(slug);
  if (!chapter) return [];
  const to = (path: string) => url(lang, path);
  const next = book[book.indexOf(chapter) + 1];
  return [
    { kind: 'chapter', to: to(`chapters/${slug}/`), name: chapterName(chapter) },
    ...programIn(lang, chapter),
    ...replaysIn(chapter).map(
      ({ id, title }): Station => ({
        kind: 'replay',
        to: to(`replays/${id}/`),
        name: title,
      }),
    ),
    ...chapter.exercises.flatMap((id): Station[] => {
      const title = known.exercises?.get(id)?.title;
      return title
        ? [{ kind: 'exercise', to: to(`exercises/${id}/`), name: title }]
        : [];
    }),
    ...(next
      ? [
          {
            kind: 'next',
            to: to(`chapters/${next.slug}/`),
            name: chapterName(next),
          } as const,
        ]
      : []),
  ];
}

export interface Drawn {
  to: string;
  name: Pair;
}

/** The chapters that draw the lines of a note, by its id or by the symbol it is in. */
export function chaptersThatDraw(
  lang: Lang,
  file: string,
  id: string,
  symbol: string,
): Drawn[] {
  const draws = ({ text }: Chapter): boolean =>
    usesOf(text.en).some(
      ({ name, props }) =>
        name === 'Code' &&
        (props.note === id || (props.file === file && props.symbol === symbol)),
    );
  return book.filter(draws).map((chapter) => ({
    to: url(lang, `chapters/${chapter.slug}/`),
    name: {
      zh: `第 ${chapter.number} 章`,
      en: `Chapter ${chapter.number}`,
    },
  }));
}
