/** Out as one file, and in again. A file that is no good changes nothing. */

import { el } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { say } from '../../ui/browser/say.ts';
import { pageLang } from '../../ui/browser/words.ts';
import {
  LONGEST_FILE,
  readSubmission,
  type Submission,
  SubmissionError,
} from '../submission.ts';
import { showProgress } from './progress.ts';
import { exported, keepName, studentName, takeIn, undoTakingIn } from './work.ts';

/** Told before the work is looked at, and when it has become another. */
interface Hooks {
  before(): void;
  changed(): void;
}

export function offerTransfer(hooks: Hooks = { before() {}, changed() {} }): void {
  const place = document.querySelector<HTMLElement>('[data-transfer]');
  const name = place?.querySelector<HTMLInputElement>('[name="student"]');
  const input = place?.querySelector<HTMLInputElement>('[data-do="import"]');
  const told = place?.querySelector<HTMLElement>('[data-imported]');
  if (!place || !name || !input || !told) return;
  place.classList.add('ready');
  name.value = studentName();
  name.addEventListener('change', () => keepName(name.value));
  place.querySelector('[data-do="export"]')?.addEventListener('click', () => {
    hooks.before();
    download();
  });
  const renew = () => {
    name.value = studentName();
    showProgress();
    hooks.changed();
  };
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    input.value = ''; // the same file may be chosen again
    hooks.before();
    if (file) await takeFile(file, told, renew);
  });
}

function download(): void {
  const blob = new Blob([exported(pageLang())], {
    type: 'application/json',
  });
  const href = URL.createObjectURL(blob);
  const who = studentName().replace(/[^\p{L}\p{N}]+/gu, '-');
  el('a', { href, download: `ioloop-exercises${who && `-${who}`}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

async function takeFile(file: File, told: HTMLElement, renew: () => void) {
  told.hidden = false;
  try {
    const submission = await readFile(file);
    takeIn(submission);
    renew();
    tellTaken(submission, told, renew);
  } catch (error) {
    const { why } =
      error instanceof SubmissionError
        ? error
        : new SubmissionError('读不出来。', 'It cannot be read.');
    const [zh, en] = [
      `没有导入 ${file.name}：${why.zh}`,
      `${file.name} was not imported. ${why.en}`,
    ];
    told.replaceChildren(...ui(`${zh}什么也没有改变。`, `${en} Nothing has changed.`));
    say(zh, en);
  }
}

async function readFile(file: File): Promise<Submission> {
  if (file.size > 4 * LONGEST_FILE)
    throw new SubmissionError('文件太大。', 'Too large.');
  return readSubmission(await file.text());
}

function tellTaken({ exercises }: Submission, told: HTMLElement, renew: () => void) {
  const many = Object.keys(exercises).length;
  const [zh, en] = [`导入了 ${many} 题。`, `Imported: ${many} exercises.`];
  const undo = el('button', { type: 'button', class: 'copy' }, ...ui('撤销', 'Undo'));
  undo.addEventListener('click', () => {
    undoTakingIn();
    renew();
    told.replaceChildren(...ui('已恢复到导入之前。', 'As it was before the import.'));
  });
  told.replaceChildren(...ui(zh, en), ' ', undo);
  say(zh, en);
}
