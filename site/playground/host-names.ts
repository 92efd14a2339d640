/**
 * What Node and browsers have and the playground has not: their timers go by real time
 * and belong to another loop. A program that calls one is told so, and what to write.
 */

import { Lesson } from '../exercises/run/lesson.ts';

const INSTEAD: Readonly<Record<string, string>> = {
  setTimeout: 'loop.callLater(ms, fn)',
  clearTimeout: 'loop.removeTimeout(t)',
  setInterval: 'new PeriodicCallback(fn, ms)',
  setImmediate: 'loop.addCallback(fn)',
  clearInterval: 'periodic.stop()',
  clearImmediate: 'loop.removeTimeout(t)',
};

/** What the functions below call; `play.ts` puts it there. */
export const MISSING = '__missing';

/** To stand after a program: function declarations are there from its first line on. */
export function standIns(program: string): string {
  const isOwn = (name: string) =>
    new RegExp(`\\b(?:function|const|let|var|class)\\s+${name}\\b`).test(program);
  return Object.keys(INSTEAD)
    .filter((name) => !isOwn(name))
    .map((name) => `\nfunction ${name}() { ${MISSING}('${name}'); }`)
    .join('');
}

export function missing(name: string): never {
  const instead = INSTEAD[name];
  throw new Lesson({
    zh: `游乐场里没有 \`${name}\`：它属于宿主自己的循环，按真实的时间走。这里只有你的这一个循环，时间是模拟的。改用 \`${instead}\`。`,
    en: `The playground has no \`${name}\`: it belongs to the host’s own loop and goes by real time. Here there is only your loop, on simulated time. Write \`${instead}\` instead.`,
  });
}
