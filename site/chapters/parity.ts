/** Both languages of a chapter tell the same: section by section, block by block. */

import type { Lang } from '../ui/text.ts';
import type { Chapter, Problem } from './chapter.ts';
import { blocksOf, type Section, type Use } from './text.ts';

export function parityProblems(chapter: Chapter): Problem[] {
  const { zh, en } = chapter.text;
  const [many, more] = [headings(zh.sections), headings(en.sections)];
  if (
    many !== more ||
    (zh.sections[0]?.heading === null) !== (en.sections[0]?.heading === null)
  ) {
    const text = `zh.mdx has ${many} sections (##), en.mdx has ${more}; both need the same, and the same opening`;
    return [{ where: chapter.folder, text }];
  }
  return zh.sections.flatMap((section, i) =>
    sectionProblems(chapter, section, en.sections[i] as Section),
  );
}

const headings = (sections: Section[]): number =>
  sections.filter(({ heading }) => heading).length;

function sectionProblems({ folder }: Chapter, zh: Section, en: Section): Problem[] {
  const at = (lang: Lang, line: number) => `${folder}/${lang}.mdx:${line}`;
  const [ours, theirs] = [blocksOf(zh), blocksOf(en)];
  const i = ours.findIndex((use, i) => nameOf(use) !== nameOf(theirs[i]));
  const first = i < 0 && theirs.length > ours.length ? ours.length : i;
  if (first >= 0) {
    const [one, other] = [ours[first], theirs[first]];
    const text = `${nameOf(one)} stands where en.mdx:${other?.line ?? en.line} has ${nameOf(other)}; both languages use the same blocks in the same order`;
    return [{ where: at('zh', one?.line ?? zh.line), text }];
  }
  const missing = (mine: Section, other: Section, lang: Lang) =>
    lacking(mine.inline, other.inline).map((use) => ({
      where: at(lang, mine.line),
      text: `this section lacks ${nameOf(use)}, which the other language has at line ${use.line}`,
    }));
  return [...missing(zh, en, 'zh'), ...missing(en, zh, 'en')];
}

/** In a sentence the order is the language's business; what is there is not. */
function lacking(mine: Use[], others: Use[]): Use[] {
  const left = mine.map(nameOf);
  return others.filter((use) => {
    const at = left.indexOf(nameOf(use));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** `<Code note=the-while>`; nothing at all is "no block". */
export function nameOf(use: Use | undefined): string {
  if (!use) return 'no block';
  const props = Object.entries(use.props).map(([key, value]) => ` ${key}=${value}`);
  return `<${use.name}${props.sort().join('')}>`;
}

/** Each language was read beside the other as that is now. */
export function signatureProblems({ folder, slug, hash, read }: Chapter): Problem[] {
  const isSigned = read.zh === hash.en && read.en === hash.zh;
  if (isSigned) return [];
  const which =
    read.zh === undefined ? 'nobody has compared zh.mdx and en.mdx' : changed();
  const text = `${which}: read both, then npm run chapters -- accept ${slug}`;
  return [{ where: `${folder}/chapter.yaml`, text }];

  function changed(): string {
    const files = [read.en !== hash.zh && 'zh.mdx', read.zh !== hash.en && 'en.mdx'];
    return `${files.filter(Boolean).join(' and ')} changed since they were compared`;
  }
}
