/** On the pages about tests: how far they are, while they run beside this very server. */

import { el } from '../../../ui/browser/dom.ts';
import { pick, say } from '../../../ui/browser/say.ts';
import type { Progress, TestNews } from '../../link.ts';

interface News {
  readonly progress: Progress;
  readonly news: readonly TestNews[];
}

const VERDICT = { passed: '✓', failed: '✗', skipped: '–' };

export function followTests(): void {
  const main = document.querySelector('main');
  if (!main) return;
  const line = el('p', { class: 'test-news', role: 'status' });
  const list = el('ol', { class: 'mono test-news-list' });
  const files = new Map<string, HTMLElement>();
  const counts = new Map<string, Record<TestNews['state'], number>>();
  main.prepend(line, list);
  const source = new EventSource('/live/tests');
  source.addEventListener('tests', ({ data }: MessageEvent<string>) => {
    const { progress, news }: News = JSON.parse(data);
    line.textContent = sentence(progress);
    for (const test of news) {
      fillIn(test);
      count(test, counts, files, list);
    }
    if (progress.state === 'done') source.close();
    if (progress.state === 'done' && progress.total > 0 && files.size > 0) offer(line);
  });
}

function sentence({ state, done, total, failed }: Progress): string {
  const bad = failed > 0 ? pick(`，${failed} 个失败`, `, ${failed} failed`) : '';
  if (state === 'running') {
    return pick(
      `测试正在本机运行：${done} / ${total}${bad}`,
      `The tests are running on this machine: ${done} of ${total}${bad}`,
    );
  }
  if (state === 'building') {
    return pick(
      `${done} 个测试都有了结果${bad}，正在写进页面 …`,
      `All ${done} tests have their result${bad}; the pages are being built …`,
    );
  }
  return '';
}

/** The row of a test that this page has already, from an earlier run. */
function fillIn({ id, state }: TestNews): void {
  const row = document.getElementById(id);
  if (row?.dataset.state) row.dataset.state = state;
}

function count(
  { file, state, name }: TestNews,
  counts: Map<string, Record<TestNews['state'], number>>,
  files: Map<string, HTMLElement>,
  list: HTMLElement,
): void {
  const so = counts.getOrInsertComputed(file, () => ({
    passed: 0,
    failed: 0,
    skipped: 0,
  }));
  so[state]++;
  const row = files.getOrInsertComputed(file, () => {
    const made = el('li');
    list.append(made);
    return made;
  });
  const all = Object.entries(VERDICT).map(([each, sign]) => {
    const many = so[each as TestNews['state']];
    return many > 0 ? `${sign} ${many}` : '';
  });
  row.textContent = `${file}  ${all.filter(Boolean).join('  ')}`;
  if (state === 'failed') row.append(el('small', {}, `  ${name}`));
}

/** Never under the reader's hands: when they like. */
function offer(line: HTMLElement): void {
  const button = el(
    'button',
    { type: 'button', class: 'btn' },
    pick('载入新的页面', 'Load the new page'),
  );
  button.addEventListener('click', () => location.reload());
  line.replaceChildren(
    pick(
      '测试跑完了，页面已换成新的。 ',
      'The tests are done, and the pages are new. ',
    ),
    button,
  );
  say('测试跑完了。', 'The tests are done.');
}
