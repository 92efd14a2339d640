/**
 * Plain words: those that mean two things or sound like another century are refused, and
 * so are long sentences, and numbers that were measured and then typed in.
 */

import type { Chapter, Problem } from '../chapter.ts';
import { plainTextOf } from '../measure.ts';
import type { Passage } from './passages.ts';

/** What is written by these rules so far. */
const WRITTEN = /^content\/(chapters|grow|glossary|errata)/;

const WORDS: Record<'zh' | 'en', readonly [RegExp, instead: string][]> = {
  zh: [
    [/寄居|宿主循环/, '托管'],
    [/(?<!世)代号/, '世代号'],
    [/(?<!刚)打开的文件/, '打开文件描述'],
    [/回声/, '回显'],
    [/止铃|按铃|房东|报信/, '写唤醒器、读空唤醒器'],
    [/垫片/, '插件'],
  ],
  en: [
    [/\banew\b/i, 'again'],
    [/\blest\b/i, 'otherwise'],
    [/\bmend(s|ed|ing)?\b/i, 'fix'],
    [/\bfor ever\b/i, 'forever'],
    [/\bno news\b/i, 'is not an error'],
    [/\bnobody else’s\b/i, 'say whose'],
    [/(?<!\bthere )\b(is|was|are) no (?!longer\b|more\b)[a-z]/i, '“is not a …”'],
  ],
};

const LONGEST = { zh: 110, en: 40 }; // characters, words: of a sentence
const AVERAGE = 18; // words of English, over a chapter

/** `97.3 ms`, `34.6%`: a design has whole numbers; a measurement has a point. */
const MEASURED = /\d+[.,]\d+ ?(ms|µs|us|ns|s\b|%|毫秒|微秒|秒)|\b(?!100\b)\d+ ?%/;

export function plainFaults(passage: Passage): string[] {
  if (!WRITTEN.test(passage.file)) return [];
  const { lang, text } = passage;
  const banned = WORDS[lang].flatMap(([word, instead]) => {
    const found = word.exec(text)?.[0];
    return found ? [`“${found}”: write ${instead}`] : [];
  });
  return [...banned, ...longSentences(passage), ...typedNumbers(passage)];
}

function longSentences({ lang, text }: Passage): string[] {
  return sentencesOf(text, lang).flatMap((sentence) => {
    const length = sizeOf(sentence, lang);
    if (length <= LONGEST[lang]) return [];
    return [`a sentence of ${length}, from “${sentence.trim().slice(0, 24)}”: cut it`];
  });
}

function typedNumbers({ file, text }: Passage): string[] {
  const found = /\.mdx$/.test(file) && MEASURED.exec(text)?.[0];
  return found ? [`“${found}” was measured: take it from the data, with <Value>`] : [];
}

function sentencesOf(text: string, lang: 'zh' | 'en'): string[] {
  return lang === 'zh'
    ? text.split(/[。！？；：\n]/)
    : text.split(/(?<=[.!?:;])\s+|\n/);
}

const sizeOf = (sentence: string, lang: 'zh' | 'en'): number =>
  lang === 'zh'
    ? (sentence.match(/\p{Script=Han}/gu)?.length ?? 0)
    : sentence.split(/\s+/).filter(Boolean).length;

/** The English of a chapter as a whole: short sentences on average. */
export function averageProblems({ folder, text }: Chapter): Problem[] {
  const prose = plainTextOf(text.en).replaceAll('\n', ' \n');
  const sizes = sentencesOf(prose, 'en')
    .map((sentence) => sizeOf(sentence, 'en'))
    .filter((size) => size > 0);
  const average = sizes.reduce((a, b) => a + b, 0) / Math.max(1, sizes.length);
  if (average <= AVERAGE) return [];
  const said = `${average.toFixed(1)} words to a sentence: ${AVERAGE} on average at most`;
  return [{ where: `${folder}/en.mdx`, text: said }];
}

// By these a reader finds the subject in other books.
const NAMES: readonly [zh: RegExp, en: RegExp][] = [
  [/I\/O 多路复用/, /I\/O multiplexing/],
  [/Reactor/, /Reactor/],
  [/Proactor/, /Proactor/],
  [/红黑树/, /red-black tree/],
  [/等待队列/, /wait queue/],
  [/惊群/, /thundering herd/],
  [/C10K/, /C10K/],
  [/水平触发/, /level-triggered/],
  [/边沿触发/, /edge-triggered/],
  [/打开文件描述/, /open file description/],
  [/双重检查锁/, /double-checked locking/],
  [/背压/, /back-pressure/],
];

/** The book as a whole says each of them, in both languages. */
export function missingNames(chapters: readonly Chapter[]): Problem[] {
  const book = (lang: 'zh' | 'en') =>
    chapters.map(({ text }) => plainTextOf(text[lang])).join('\n');
  const [zh, en] = [book('zh'), book('en')];
  return NAMES.flatMap((names) => {
    const said = [names[0].test(zh), names[1].test(en)];
    const lacks = names.filter((_, i) => !said[i]);
    return lacks.map((name) => ({
      where: 'content/chapters',
      text: `no chapter has the standard name ${name.source}`,
    }));
  });
}
