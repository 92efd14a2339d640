/** What an exercise says, as the pages show it. */

import { markdown } from '../ui/text.ts';

/** An explanation has a paragraph to a line; hints are one each. As HTML. */
export function paragraphs(text: string): string[] {
  return text
    .trim()
    .split(/\n+/)
    .map((each) => markdown(each));
}
