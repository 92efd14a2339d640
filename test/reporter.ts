/**
 * Writes what vitest found, with what each test printed, as JSON: the tests page is made
 * from it. vitest's own JSON reporter leaves the printed output out.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { dirname, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { SerializedError, UserConsoleLog } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import {
  behavioursIn,
  type TestOutcome,
  type TestReport,
} from '../site/tests/report.ts';

export default class JsonReporter implements Reporter {
  readonly #path = process.env.TEST_REPORT ?? '.generated/tests-some.json';
  readonly #output = new Map<string, TestOutcome['output']>();
  readonly #started = performance.now();

  /** To whoever has started the run and listens: how many there are, what came of each. */
  onTestModuleCollected(module: TestModule): void {
    process.send?.({ tell: 'found', count: [...module.children.allTests()].length });
  }

  onTestCaseResult(test: TestCase): void {
    if (!process.send) return;
    const { id, file, name, state, ms } = this.#outcome(test);
    process.send({ tell: 'results', news: [{ id, file, name, state, ms }] });
  }

  onUserConsoleLog({ taskId, type, content }: UserConsoleLog): void {
    const output = this.#output.get(taskId ?? '') ?? [];
    output.push({ stream: type, text: stripVTControlCharacters(content) });
    this.#output.set(taskId ?? '', output);
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
  ): void {
    const tests = modules.flatMap((module) => this.#outcomesOf(module));
    if (unhandled.length > 0) tests.push(outsideOfTests(unhandled));
    const report: TestReport = {
      ...surroundings(),
      ms: Math.round(performance.now() - this.#started),
      tests,
    };
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify(report, null, 1));
  }

  #outcomesOf(module: TestModule): TestOutcome[] {
    const outcomes = [...module.children.allTests()].map((test) => this.#outcome(test));
    const errors = module.errors();
    if (errors.length === 0) return outcomes;
    const failure = { name: 'can be loaded', state: 'failed', ms: 0 } as const;
    return [...outcomes, { ...located(module, []), ...failure, ...told(errors) }];
  }

  #outcome(test: TestCase): TestOutcome {
    const result = test.result();
    const suite = suiteOf(test);
    return {
      ...located(test.module, [...suite, test.name]),
      line: test.location?.line ?? 1,
      suite,
      name: test.name,
      state: result.state === 'pending' ? 'skipped' : result.state,
      ...(result.state === 'skipped' && result.note ? { reason: result.note } : {}),
      ms: Math.round((test.diagnostic()?.duration ?? 0) * 10) / 10,
      ...told(result.errors ?? []),
      output: this.#output.get(test.id) ?? [],
      ...(test.meta().lines ? { lines: test.meta().lines } : {}),
    };
  }
}

function located(module: TestModule, names: string[]) {
  const file = relative(process.cwd(), module.moduleId);
  const behaviour = behavioursIn(names.join(' '));
  const title = [file.replace(/^test\/|\.test\.ts$/g, ''), ...names].join(' ');
  return {
    id: slug(title),
    file,
    line: 1,
    suite: [] as string[],
    output: [],
    behaviour,
  };
}

function told(errors: readonly SerializedError[]): Pick<TestOutcome, 'errors'> {
  const plain = (text: unknown) => stripVTControlCharacters(String(text));
  return {
    errors: errors.map(({ message, diff, stack }) => ({
      message: plain(message),
      ...(diff ? { diff: plain(diff) } : {}),
      ...(stack ? { stack: plain(stack) } : {}),
    })),
  };
}

/** A worker that died, a promise nobody caught: not one test's fault, but a failure. */
function outsideOfTests(errors: readonly SerializedError[]): TestOutcome {
  const where = { id: 'outside-of-tests', file: 'test', line: 1, suite: [], ms: 0 };
  const what = {
    name: 'nothing fails outside of the tests',
    behaviour: [],
    output: [],
  };
  return { ...where, ...what, state: 'failed', ...told(errors) };
}

function suiteOf(test: TestCase): string[] {
  const names: string[] = [];
  for (let at = test.parent; at.type === 'suite'; at = at.parent)
    names.unshift(at.name);
  return names;
}

function slug(title: string): string {
  return title
    .replace(/\[B[\d, B]+\]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function surroundings(): Omit<TestReport, 'ms' | 'tests'> {
  return {
    node: process.version,
    kernel: release(),
    platform: process.platform,
    arch: process.arch,
    commit: git('rev-parse', 'HEAD').trim() || 'unknown',
    dirty: git('status', '--porcelain') !== '',
    date: new Date().toISOString(),
  };
}

/** Empty where there is no git or no repository: a downloaded archive, say. */
function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
