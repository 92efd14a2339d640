/** What came of a run: the tests, each with what is wrong, and the turns beside them. */

import type { Turn } from '../../score/turns.ts';
import { el, mark } from '../../ui/browser/dom.ts';
import { ui } from '../../ui/browser/label.ts';
import { say } from '../../ui/browser/say.ts';
import { pageUrl } from '../../ui/browser/site.ts';
import { plural } from '../../ui/plural.ts';
import type { News, Outcome, Position, Result, TestName } from '../exercise.ts';
import { failureText } from './failure-text.ts';
import { drawTurns } from './log.ts';

type State = 'waits' | 'runs' | 'passed' | 'failed';

export class Results {
  readonly #root: HTMLElement;
  readonly #list = el('ul');
  readonly #turns = el('section', { class: 'turns' });
  readonly #theirs: readonly (readonly Turn[])[];
  readonly #goTo: (place: Position) => void;
  #names: readonly TestName[] = [];
  #results: Result[] = [];
  #outcome: Outcome | null = null;
  #shown = -1; // whose turns are drawn

  constructor(
    root: HTMLElement,
    theirs: readonly (readonly Turn[])[],
    goTo: (place: Position) => void,
  ) {
    this.#root = root;
    this.#theirs = theirs;
    this.#goTo = goTo;
  }

  hear(news: News): void {
    if (news.tell === 'starts') this.#begin();
    if (news.tell === 'tests') this.#names = news.names;
    if (news.tell === 'result') this.#results.push(news.result);
    if (news.tell === 'begins') this.#draw(news.index);
    if (news.tell === 'outcome') this.#end(news.outcome);
  }

  /** In the other language. */
  redraw(): void {
    if (this.#outcome) this.#show(this.#shown);
  }

  /** Spoken, and the first failure is where the eye goes. */
  announce(): void {
    const { zh, en } = this.#summary();
    say(zh, en);
  }

  #begin(): void {
    [this.#names, this.#results, this.#outcome, this.#shown] = [[], [], null, -1];
    sum(ui('在跑…', 'running …'));
    const title = el('h2', {}, ...ui('测试', 'Tests'));
    const tests = el('section', { class: 'tests' }, title, this.#list);
    this.#list.replaceChildren();
    this.#turns.replaceChildren();
    this.#root.replaceChildren(tests, this.#turns);
  }

  #draw(running: number): void {
    const rows = this.#names.map((name, i) => {
      const result = this.#results[i];
      const state = result ? verdict(result) : i === running ? 'runs' : 'waits';
      return el('li', {}, el('p', { class: `row ${state}` }, ...heading(name, state)));
    });
    this.#list.replaceChildren(...rows);
  }

  #end(outcome: Outcome): void {
    this.#outcome = outcome;
    const { refused, results } = outcome;
    const { zh, en } = this.#summary();
    sum(ui(zh, en));
    if (refused) {
      const said = failureText(refused, this.#goTo);
      this.#list.replaceChildren(el('li', { class: 'refused' }, said));
      return;
    }
    const first = results.findIndex(({ passed }) => !passed);
    const rows = results.map((result, i) => this.#row(result, i, i === first));
    this.#list.replaceChildren(...rows);
    this.#show(first >= 0 ? first : this.#longest(results));
  }

  #summary(): { zh: string; en: string } {
    const { refused = null, results = [] } = this.#outcome ?? {};
    if (refused) return { zh: '没有跑起来', en: 'It does not run' };
    if (results.length === 0) return { zh: '没有运行任何测试', en: 'No test was run' };
    const [all, good] = [results.length, results.filter(({ passed }) => passed).length];
    if (good === all)
      return {
        zh: `解出来了：${all} 个测试全过`,
        en: all === 1 ? 'Solved: the test passes' : `Solved: all ${all} tests pass`,
      };
    return {
      zh: `${all} 个测试，过了 ${good} 个`,
      en: `${good} of ${plural(all, 'test')} ${good === 1 ? 'passes' : 'pass'}`,
    };
  }

  #row(result: Result, index: number, open: boolean): HTMLElement {
    const state = verdict(result);
    const summary = el('summary', { class: state }, ...heading(result.name, state));
    const body = el('div', { class: 'said' }, ...this.#bodyOf(result));
    const details = el('details', { name: 'result', open }, summary, body);
    details.addEventListener('toggle', () => details.open && this.#show(index));
    return el('li', {}, details);
  }

  #bodyOf({ failure, printed, name }: Result): HTMLElement[] {
    const said = failure ? [failureText(failure, this.#goTo)] : [];
    const lines = printed.length
      ? [
          el('p', { class: 'label' }, ...ui('打印了', 'printed')),
          el('pre', { class: 'sunk', tabindex: 0 }, printed.join('\n')),
        ]
      : [];
    return [...said, ...lines, ...cited(name)];
  }

  #longest(results: readonly Result[]): number {
    const lengths = results.map(({ turns }) => turns.length);
    return lengths.indexOf(Math.max(...lengths));
  }

  #show(index: number): void {
    this.#shown = index;
    const result = this.#outcome?.results[index];
    if (!result) return;
    const passed = this.#outcome?.passed === true;
    drawTurns(this.#turns, result, passed ? [] : (this.#theirs[index] ?? []));
  }
}

const verdict = ({ passed }: Result): State => (passed ? 'passed' : 'failed');

function heading(name: TestName, state: State): Node[] {
  const sign = { passed: 'ok', failed: 'no', runs: 'skip', waits: 'skip' }[state];
  const word = {
    passed: ui('通过', 'passed'),
    failed: ui('没过', 'failed'),
    runs: ui('在跑', 'running'),
    waits: ui('还没跑', 'waits'),
  }[state];
  const numbers = name.behaviour?.map((item) => `B${item}`).join(' ') ?? '';
  return [
    mark(sign),
    el('span', {}, ...ui(name.zh, name.en), el('span', { class: 'vh' }, ' ', ...word)),
    el('span', { class: 'b' }, numbers),
  ];
}

/** What the test is about, to read up on. */
function cited({ behaviour = [] }: TestName): HTMLElement[] {
  if (behaviour.length === 0) return [];
  const links = behaviour.flatMap((item) => [
    ' ',
    el('a', { href: pageUrl(`behaviours/#B${item}`) }, `B${item}`),
  ]);
  return [el('p', { class: 'label' }, ...ui('行为', 'behaviour'), ...links)];
}

function sum(words: Node[]): void {
  document.querySelector('[data-sum]')?.replaceChildren(...words);
}
