/**
 * Which submissions look alike: listed, and nothing more. A program is cut into tokens,
 * names and texts blotted out; of each run of `RUN` tokens a fingerprint is taken, and of
 * every `WINDOW` fingerprints the smallest is kept (winnowing). What the start or the
 * solution has as well does not count.
 */

import { createHash } from 'node:crypto';

export const ALIKE = 0.8; // shared fingerprints, of all that either has
const ENOUGH = 12; // shared fingerprints: of less nothing can be said
const RUN = 6; // tokens
const WINDOW = 4; // fingerprints
const LONGEST = 20_000; // characters: nobody shall keep the grader busy

export interface Alike {
  readonly slug: string;
  readonly students: readonly [string, string];
  readonly share: number; // percent
}

export interface Model {
  readonly slug: string;
  readonly texts: readonly string[];
}

type Written = {
  readonly id: string;
  readonly works: Readonly<Record<string, string>>;
};

export function alike(students: readonly Written[], models: readonly Model[]): Alike[] {
  return models.flatMap(({ slug, texts }) => {
    const common = new Set(texts.flatMap((text) => [...fingerprints(text)]));
    const own = students.flatMap(({ id, works }) => {
      const text = works[slug];
      if (text === undefined) return [];
      return [{ id, prints: fingerprints(text).difference(common) }];
    });
    return own.flatMap((one, i) =>
      own.slice(i + 1).flatMap((other): Alike[] => {
        const share = jaccard(one.prints, other.prints);
        if (share < ALIKE) return [];
        const percent = Math.floor(100 * share);
        return [{ slug, students: [one.id, other.id], share: percent }];
      }),
    );
  });
}

/**
 * Is it the solution, but for names, comments and spaces? Where the solution adds little to
 * the start everybody arrives at the same, and that says nothing.
 */
export function isModel(
  text: string,
  { start, solution }: { readonly start: string; readonly solution: string },
): boolean {
  const added = fingerprints(solution).difference(fingerprints(start));
  if (added.size < ENOUGH) return false;
  return tokensOf(text).join(' ') === tokensOf(solution).join(' ');
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size;
  return shared < ENOUGH ? 0 : shared / (a.size + b.size - shared);
}

function fingerprints(text: string): Set<string> {
  const tokens = tokensOf(text);
  const prints = tokens
    .slice(0, Math.max(0, tokens.length - RUN + 1))
    .map((_, i) => hash(tokens.slice(i, i + RUN).join(' ')));
  const kept = new Set<string>();
  for (let i = 0; i + WINDOW <= prints.length; i++) {
    kept.add(prints.slice(i, i + WINDOW).reduce((a, b) => (b < a ? b : a)));
  }
  return kept;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(['"`])(?:\\.|(?!\1)[^\\])*\1|[\p{L}_$#][\p{L}\p{N}_$]*|\d[\w.]*|[^\s]/gu;
const KEYWORD =
  /^(?:if|else|for|while|do|return|const|let|class|new|this|null|true|false|function|of|in|try|catch|finally|throw|await|async|yield|static|get|set|import|export|from|typeof|instanceof|break|continue|switch|case|void|delete|undefined)$/;

function tokensOf(text: string): string[] {
  return [...text.slice(0, LONGEST).matchAll(TOKEN)].flatMap(([token]) => {
    if (/^\/[/*]/.test(token)) return [];
    if (/^['"`]/.test(token)) return ['"'];
    if (/^\d/.test(token)) return ['0'];
    if (/^[\p{L}_$#]/u.test(token) && !KEYWORD.test(token)) return ['x'];
    return [token];
  });
}

const hash = (text: string): string =>
  createHash('sha1').update(text).digest('hex').slice(0, 12);
