/**
 * What a teacher gives by hand: points and a comment for each student, in a file beside
 * the grades. It is written once with everybody in it; from then on it is the teacher's,
 * and a further run only adds those who are new.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Lang, speaker } from '../locale.ts';

export interface Marks {
  readonly points?: number | undefined;
  readonly comment?: string | undefined;
}

const schema = z.record(
  z.string(),
  z.object({ points: z.number().nullish(), comment: z.string().nullish() }).nullish(),
);

/** Throws an error that names the file, if it is no rubric: what is in it is kept. */
export function keepRubric(
  file: string,
  students: readonly { readonly id: string; readonly name: string }[],
  lang: Lang,
): Map<string, Marks> {
  const say = speaker(lang);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const document = parseDocument(before === '' ? `# ${say(...ABOUT)}\n{}\n` : before);
  const read = schema.safeParse(document.toJS() ?? {});
  if (document.errors.length > 0 || !read.success) {
    const why = document.errors[0]?.message ?? read.error?.message ?? '';
    throw new Error(`${file}: ${why}`);
  }
  if (isMap(document.contents)) document.contents.flow = false;
  for (const { id } of students)
    if (!document.has(id))
      document.set(id, document.createNode({ points: null, comment: '' }));
  const text = document.toString();
  if (text !== before) writeFileSync(file, text);
  return new Map(
    Object.entries(read.data).map(([id, marks]) => [
      id,
      { points: marks?.points ?? undefined, comment: marks?.comment ?? undefined },
    ]),
  );
}

const ABOUT = [
  '人工给的分和评语：再批一次不会动它',
  'Points and comments given by hand: grading again leaves them alone',
] as const;
