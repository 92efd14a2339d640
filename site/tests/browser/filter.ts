/** Finding among the tests, by words and by result. The words may be a `B42`. */

import { pick, say } from '../../ui/browser/say.ts';

const form = document.getElementById('filter') as HTMLFormElement | null;
const found = document.getElementById('found');
const tests = [...document.querySelectorAll<HTMLElement>('.test')].map((element) => ({
  element,
  state: element.dataset.state,
  text: textOf(element),
}));

/** File, suite, name and items, but not what was printed. */
function textOf(test: HTMLElement): string {
  const file = test.closest('.testfile')?.querySelector('h2')?.textContent ?? '';
  const suite = test.closest('.suite')?.querySelector('h3')?.textContent ?? '';
  const items = [...test.querySelectorAll('.items .b')].map((item) => item.textContent);
  const name = test.querySelector('.what')?.textContent ?? '';
  return [file, suite, name, ...items.map((item) => `${item}.`)]
    .join(' ')
    .toLowerCase();
}

/** `B4` alone means item 4, and not 42. */
function wordsOf(query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return words.map((word) => (/^b\d+$/.test(word) ? ` ${word}.` : word));
}

function apply(): void {
  if (!form) return;
  const data = new FormData(form);
  const words = wordsOf(String(data.get('q') ?? ''));
  const state = data.get('state');
  let shown = 0;
  for (const test of tests) {
    const fits = state === 'all' || test.state === state;
    test.element.hidden = !(fits && words.every((word) => test.text.includes(word)));
    if (!test.element.hidden) shown++;
  }
  for (const group of document.querySelectorAll<HTMLElement>('.suite, .testfile')) {
    group.hidden = !group.querySelector('.test:not([hidden])');
  }
  tell(shown);
}

function tell(shown: number): void {
  const [zh, en] = [
    `${tests.length} 个测试里有 ${shown} 个`,
    `${shown} of ${tests.length} tests`,
  ];
  if (found) found.textContent = shown === tests.length ? '' : pick(zh, en);
  clearTimeout(spoken);
  spoken = setTimeout(say, 400, zh, en); // not at every key
}

let spoken: ReturnType<typeof setTimeout> | undefined;

if (form) {
  form.classList.add('ready');
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
}
