/**
 * Terms in the notes of a page that lead to the glossary: each where the page has it for
 * the first time, in each language, and never in code.
 */

import type { PlacedNote } from '../source/notes/note.ts';
import { markdown } from '../ui/markdown.ts';
import { LANGS, type Lang, type Pair } from '../ui/text.ts';
import { glossary, type Term, termUrl } from './glossary.ts';

/** The texts of the notes as HTML, for a page in that language. By id of the note. */
export function linkedTexts(
  notes: readonly PlacedNote[],
  page: Lang,
): Map<string, Pair> {
  const links = { zh: linker('zh', page), en: linker('en', page) };
  const html = (note: PlacedNote) =>
    LANGS.map((lang) => [lang, markdown(note[lang], links[lang])]);
  const downThePage = notes.toSorted((a, b) => a.from - b.from);
  return new Map(
    downThePage.map((note) => [note.id, Object.fromEntries(html(note)) as Pair]),
  );
}

/** Makes links in HTML that has no tags but `<em>`. It remembers what it has linked. */
function linker(lang: Lang, page: Lang): (html: string) => string {
  const names = namesIn(lang);
  const linked = new Set<Term>();
  return (html) =>
    html.replace(names.pattern, (name) => {
      const term = names.terms.get(name.toLowerCase());
      if (!term || linked.has(term)) return name;
      linked.add(term);
      return `<a class="term" href="${termUrl(page, term.id)}">${name}</a>`;
    });
}

interface Names {
  terms: Map<string, Term>;
  pattern: RegExp; // the longest name first
}

const known = new Map<Lang, Names>();

const namesIn = (lang: Lang): Names => known.getOrInsertComputed(lang, collect);

function collect(lang: Lang): Names {
  const terms = new Map(
    glossary.flatMap((term) => formsOf(term, lang).map((form) => [form, term])),
  );
  const longestFirst = [...terms.keys()].sort((a, b) => b.length - a.length);
  const either = longestFirst.map(RegExp.escape).join('|');
  const whole = lang === 'en' ? `(?<![\\w-])(?:${either})(?![\\w-])` : either;
  return { terms, pattern: new RegExp(whole, 'gi') };
}

/** English has a plural; a Chinese name stands as it is. */
function formsOf({ plain, forms, ...name }: Term, lang: Lang): string[] {
  if (plain === true || plain === lang) return [];
  const all = [name[lang], ...forms[lang]].map((form) => form.toLowerCase());
  return lang === 'en' ? all.flatMap((form) => [form, `${form}s`]) : all;
}
