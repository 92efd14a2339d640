/** The question that the hero ends with: a program of the playground, and its own numbers. */

import program from '../../content/playground/blocked.ts?raw';
import { toFragment } from '../playground/link.ts';

const number = (pattern: RegExp): number => {
  const [, found] = pattern.exec(program) ?? [];
  if (!found) throw new Error(`content/playground/blocked.ts: no ${pattern.source}`);
  return Number(found);
};

export const blocked = {
  busy: number(/work\((\d+)\)/),
  due: number(/due = (\d+)/),
  fragment: await toFragment(program),
};
