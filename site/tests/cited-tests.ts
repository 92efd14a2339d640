/** Tests that a text cites, `test/loop/waker.test.ts: its name`, found in this build. */

import type { Lang } from '../ui/text.ts';
import { url } from '../ui/urls.ts';
import { pageOf, plainName, run, type Test } from './tests.ts';

export interface Cited {
  file: string;
  name: string;
  test?: Test; // absent where the tests have not run
}

export function cited(text: string): Cited {
  const [file = '', ...rest] = text.split(': ');
  const name = rest.join(': ');
  const test = run?.tests.find(
    (each) => each.file === file && plainName(each) === name,
  );
  return test ? { file, name, test } : { file, name };
}

export const testUrl = (lang: Lang, { file, id }: Test): string =>
  url(lang, `tests/${pageOf(file)}/#${id}`);
