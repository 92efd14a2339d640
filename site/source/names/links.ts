/** The names on a line of a file, as what can be hovered over and followed. */

import type { Lang } from '../../ui/text.ts';
import { sourceUrl } from '../../ui/urls.ts';
import { fragmentOf } from '../anchors.ts';
import type { NameLink } from '../highlight.ts';
import { linesOf, sources } from '../sources.ts';
import { type Call, callDeclaredAt, calls } from './calls.ts';
import { type Meaning, namesIn, type Place } from './names.ts';

/** What the page shows of a name. */
export interface Shown extends Meaning {
  native?: Place; // the C++ behind it
  callers?: Place[]; // the TypeScript that calls it
  man?: string; // epoll_wait(2)
}

const MANUAL = /(\w+\(2\))\s*$/;

export function shownIn(file: string): Shown[] {
  if (file.endsWith('.ts')) return namesIn(file).meanings.map(withCall);
  return callsOf(file).map(behindCall);
}

const callsOf = (file: string): Call[] =>
  calls.filter(({ native }) => native.file === file);

/** A method of `sys` leads on to its C++. */
function withCall(meaning: Meaning): Shown {
  const call = meaning.at && callDeclaredAt(meaning.at);
  if (!call) return meaning;
  const doc = meaning.doc.replace(MANUAL, '');
  return { ...meaning, doc, native: call.native, ...manual(meaning.doc) };
}

function manual(doc: string): { man?: string } {
  const [, man] = MANUAL.exec(doc) ?? [];
  return man ? { man } : {};
}

/** A function of C++ leads back to the TypeScript that calls it. */
function behindCall({ name, callers, native }: Call): Shown {
  const declared = linesOf(sources.get(native.file) ?? '')[native.line - 1] ?? '';
  const meaning = namesIn('loop/node/sys.ts').meanings.find(({ text }) =>
    text.startsWith(`(method) Sys.${name}(`),
  );
  return {
    text: declared.replace(/ \{$/, ''),
    doc: meaning?.doc.replace(MANUAL, '') ?? '',
    callers,
    ...(meaning?.at && { at: meaning.at }),
    ...manual(meaning?.doc ?? ''),
  };
}

/** By line, by column. */
export function linksIn(file: string, lang: Lang): Map<number, Map<number, NameLink>> {
  return file.endsWith('.ts') ? typescriptLinks(file, lang) : nativeLinks(file, lang);
}

type Links = Map<number, Map<number, NameLink>>;

function typescriptLinks(file: string, lang: Lang): Links {
  const links: Links = new Map();
  const { names, meanings } = namesIn(file);
  for (const [line, column, length, place] of names) {
    const { at } = meanings[place] as Meaning;
    const isHere = at?.file === file && at.line === line;
    const link = {
      length,
      place,
      ...(at && !isHere && { href: hrefTo(at, file, lang) }),
    };
    links.getOrInsertComputed(line, () => new Map()).set(column, link);
  }
  return links;
}

function nativeLinks(file: string, lang: Lang): Links {
  const lines = linesOf(sources.get(file) ?? '');
  return new Map(
    callsOf(file).map(({ native, callers }, place) => {
      const column = lines[native.line - 1]?.indexOf(native.symbol) ?? 0;
      const [first] = callers;
      const href = first && { href: hrefTo(first, file, lang) };
      const link = { length: native.symbol.length, place, ...href };
      return [native.line, new Map([[column, link]])];
    }),
  );
}

function hrefTo({ file, line }: Place, from: string, lang: Lang): string {
  const fragment = fragmentOf(file, line);
  return file === from ? `#${fragment}` : sourceUrl(lang, file, fragment);
}
