/** What is told of a single line of the source: fetched when somebody goes there. */

import type { Lang } from '../../ui/browser/words.ts';
import { changes } from './changes.ts';
import type { Run } from './run.ts';

export { valuesOn } from './values.ts';

/** One sentence for a line: where it is, and what is different from the line before. */
export function describe(run: Run, step: number, lang: Lang): string {
  const [before, after] = [run.state(Math.max(0, step - 1)), run.state(step)];
  const what = changes(before, after, run.step(step)).map((change) => change[lang]);
  const { line } = run.step(step);
  const symbol = run.symbol(step).replace(/^\((file|top)\)$/, '');
  if (lang === 'en') {
    const where = `Line ${line}${symbol && `, ${symbol}`}`;
    return what.length ? `${where}: ${what.join('; ')}.` : `${where}.`;
  }
  const where = `第 ${line} 行${symbol && `，${symbol}`}`;
  return what.length ? `${where}：${what.join('；')}。` : `${where}。`;
}
