/**
 * Beside each command to copy that our server can run itself: a button that has it run on
 * this machine, and what it prints, as it prints it.
 */

import { el } from '../../../ui/browser/dom.ts';
import { pick, say } from '../../../ui/browser/say.ts';
import type { RunNews, Wanted } from '../../link.ts';
import { post } from './served.ts';

export function runButtons(root: ParentNode = document): void {
  for (const code of root.querySelectorAll<HTMLElement>('[data-copy]')) {
    const wanted = wantedBy(code.textContent ?? '');
    const line = code.closest('.cmd');
    if (wanted && line && !line.querySelector('.run-here'))
      line.append(button(wanted, line));
  }
}

/** `npm run node -- loop/examples/hello.ts`, `npm test -- FILE:LINE` … */
function wantedBy(command: string): Wanted | null {
  const [, test] = /^npm test -- (test\/\S+:\d+)$/.exec(command.trim()) ?? [];
  if (test) return { kind: 'test', id: test };
  const [, example] = /loop\/examples\/([\w-]+)\.ts$/.exec(command.trim()) ?? [];
  if (example) return { kind: 'example', id: example };
  const [, replay] = /content\/replays\/\d+-([\w-]+)\/scenario\.ts/.exec(command) ?? [];
  return replay ? { kind: 'replay', id: replay } : null;
}

function button(wanted: Wanted, line: Element): HTMLButtonElement {
  const made = el(
    'button',
    { type: 'button', class: 'copy run-here' },
    pick('在本机运行', 'Run here'),
  );
  made.addEventListener('click', () => void run(wanted, line, made));
  return made;
}

async function run(
  wanted: Wanted,
  line: Element,
  from: HTMLButtonElement,
): Promise<void> {
  const ending = new AbortController();
  const output = el('pre', { class: 'out ran-here', tabindex: '0' });
  const state = el('p', { class: 'ran-state' });
  const stop = el('button', { type: 'button', class: 'copy' }, pick('停止', 'Stop'));
  const place = el('div', { class: 'ran' }, state, stop, output);
  line.parentElement?.querySelector('.ran')?.remove();
  line.after(place);
  stop.addEventListener('click', () => ending.abort());
  from.disabled = true;
  try {
    await follow(await post('/live/run', wanted, ending.signal), output, state);
  } catch {
    state.textContent += pick('（已停止）', ' (stopped)');
  }
  stop.remove();
  from.disabled = false;
}

async function follow(
  answer: Response,
  output: Element,
  state: Element,
): Promise<void> {
  if (!answer.ok || !answer.body) {
    state.textContent = await answer.text();
    return;
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) show(JSON.parse(line), output, state);
  }
}

function show(news: RunNews, output: Element, state: Element): void {
  if (news.is === 'said') output.append(news.text);
  else state.textContent = sentence(news);
  if (news.is === 'ended') say(state.textContent ?? '', state.textContent ?? '');
}

function sentence(news: Exclude<RunNews, { is: 'said' }>): string {
  switch (news.is) {
    case 'queued':
      return pick(`前面还有 ${news.before} 个。`, `${news.before} before it.`);
    case 'begun':
      return pick('正在本机运行 …', 'Running on this machine …');
    case 'refused':
      return news.why;
    case 'ended':
      return pick(
        `本机，刚刚：${news.how}，${news.ms} ms`,
        `This machine, just now: ${news.how}, ${news.ms} ms`,
      );
  }
}
