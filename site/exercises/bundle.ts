/** The modules that a test leads to, compiled: the loop's own, and what stands in. */

import type { ReadText } from './folder.ts';
import { compile } from './run/compile.ts';
import { join } from './run/paths.ts';
import { GIVEN } from './run/run.ts';

const IMPORTED = /\brequire\('(.+?)'\)/g;

/** Compiles each file once, however many exercises lead to it. */
export class Bundler {
  readonly #read: ReadText;
  readonly #compiled = new Map<string, string>();

  constructor(read: ReadText) {
    this.#read = read;
  }

  /**
   * All that `entry` imports, and what that imports, by path. The module at `student` is
   * left out, though not what it may import: `text` is its solution.
   */
  bundle(
    entry: string,
    student: { path: string; text: string },
    standIns: Readonly<Record<string, string>>,
  ): Record<string, string> {
    const modules: Record<string, string> = {};
    const seen = new Set<string>(Object.keys(GIVEN));
    const waiting = [entry, student.path];
    for (const path of waiting) {
      if (seen.has(path)) continue;
      seen.add(path);
      const stand = standIns[path];
      const code = stand
        ? forward(path, stand)
        : path === student.path
          ? compile(path, student.text).code
          : this.#compile(path);
      if (path !== student.path) modules[path] = code;
      for (const [, name = ''] of code.matchAll(IMPORTED)) {
        waiting.push(join(path, name));
      }
    }
    return modules;
  }

  #compile(path: string): string {
    const known = this.#compiled.get(path);
    if (known !== undefined) return known;
    const { code } = compile(path, this.#read(path));
    this.#compiled.set(path, code);
    return code;
  }
}

/** A module that is another one. */
function forward(path: string, to: string): string {
  const up = '../'.repeat(path.split('/').length - 1);
  return `Object.assign(exports, require('./${up}${to}'));`;
}
