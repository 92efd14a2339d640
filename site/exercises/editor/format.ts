/** prettier, as the project’s own sources are set. Fetched when it is asked for. */

import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { format as prettier } from 'prettier/standalone';

const OPTIONS = {
  parser: 'babel-ts',
  plugins: [babel, estree as never],
  printWidth: 88,
  singleQuote: true,
};
const HEAD = 'class X {\n';

/** `members`: it is the inside of a class. Rejects what is no program. */
export async function format(text: string, members: boolean): Promise<string> {
  if (!members) return prettier(text, OPTIONS);
  // What stands in a class is indented, and has that much less room in a line.
  const whole = await prettier(`${HEAD}${text}}\n`, OPTIONS);
  const inside = whole.slice(HEAD.length, whole.lastIndexOf('}'));
  return inside.replace(/^ {2}/gm, '');
}
