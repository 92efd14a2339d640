/** All Chinese that the project has written: notes, lists, chapters, replays, exercises. */

import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Text {
  where: string; // 'content/map.yaml: PollIOLoop.start'
  text: string;
}

const WORDS = 'content/glossary.yaml'; // where the forbidden names themselves stand

export function zhTexts(): Text[] {
  const yaml = globSync('content/**/*.yaml').filter((file) => file !== WORDS);
  const prose = globSync('content/**/zh.{md,mdx}');
  return [
    ...yaml.flatMap(inYaml),
    ...prose.map((file) => ({ where: file, text: readFileSync(file, 'utf8') })),
  ];
}

function inYaml(file: string): Text[] {
  return [...textsIn(parse(readFileSync(file, 'utf8')), file)];
}

/** Under the key `zh`: a text, or a list of them. */
function* textsIn(node: unknown, where: string): Generator<Text> {
  if (typeof node !== 'object' || node === null) return;
  const { id, tornado, item } = node as Record<string, unknown>;
  const name = id ?? tornado ?? item;
  const here = name === undefined ? where : `${where.split(': ')[0]}: ${name}`;
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'zh') yield* textsIn(value, here);
    else for (const text of [value].flat()) yield { where: here, text: String(text) };
  }
}
