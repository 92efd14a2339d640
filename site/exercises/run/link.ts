/**
 * A module system in a few lines: compiled sources by their path, run when first asked
 * for. The modules are the loop's own, so two runs must not share any: a loop that one
 * run made current would be current in the next.
 */

import { Lesson } from './lesson.ts';
import { join } from './paths.ts';

type Exports = Record<string, unknown>;
type Body = (
  require: (name: string) => Exports,
  exports: Exports,
  console: object,
) => void;

// On the first line of the code, so that lines stay where they are.
const HEAD = '(function (require, exports, console) {';
export const FIRST_LINE_SHIFT = HEAD.length;

/**
 * Gives a function that loads a module. `given` are modules that exist already: the tests
 * import them, and the module at `own`, which the student has written, must not.
 */
export function link(
  modules: Readonly<Record<string, string>>,
  given: Readonly<Record<string, object>>,
  console: object,
  own: string,
): (path: string) => Exports {
  const loaded = new Map(Object.entries(given) as [string, Exports][]);
  return function load(path: string): Exports {
    const known = loaded.get(path);
    if (known) return known;
    const code = modules[path];
    if (code === undefined) throw missing(path);
    const exports: Exports = {};
    loaded.set(path, exports); // before it runs: imports may go in a circle
    const require = (name: string) => {
      const to = join(path, name);
      if (path === own && to in given) throw missing(to);
      return load(to);
    };
    body(path, code)(require, exports, console);
    return exports;
  };
}

function body(path: string, code: string): Body {
  // biome-ignore lint/security/noGlobalEval: to run what a student writes is the point; a worker does it
  return globalThis.eval(`${HEAD}${code}\n})\n//# sourceURL=${path}`) as Body;
}

function missing(path: string): Lesson {
  return new Lesson({
    zh: `这里没有 \`${path}\` 这个模块：能用的，是起点里已经 \`import\` 的那些，以及题目提到的。`,
    en: `There is no module \`${path}\` here: you have those that the start imports, and those that the brief mentions.`,
  });
}
