/**
 * System calls, from both sides: the C++ function behind `sys.read`, and the lines of
 * TypeScript that call it.
 */

import { linesOf, sources } from '../sources.ts';
import type { Place } from './extract.ts';
import { namesIn } from './names.ts';

export interface Call {
  name: string; // read, as in sys.read and read(2)
  native: Place & { symbol: string };
  callers: Place[];
}

const SYS = 'loop/node/sys.ts';

/** `Export(exports, "epoll_wait", EpollWait)`: how the addon gives a call its name. */
const EXPORT = /Export\(exports, "(\w+)", (\w+)\)/g;

const callers = Map.groupBy(allCallers(), ({ name }) => name);

export const calls: readonly Call[] = [...sources]
  .filter(([file]) => file.endsWith('.cc'))
  .flatMap(([file, text]) =>
    [...text.matchAll(EXPORT)].map(([, name = '', symbol = '']) => ({
      name,
      native: { file, line: lineOf(text, symbol), symbol },
      callers: callers.get(name)?.map(({ at }) => at) ?? [],
    })),
  );

/** The call whose declaration stands on this line of sys.ts. */
export const callDeclaredAt = ({ file, line }: Place): Call | undefined => {
  if (file !== SYS) return undefined;
  const declared = linesOf(sources.get(SYS) ?? '')[line - 1];
  return calls.find(({ name }) => declared?.trimStart().startsWith(`${name}(`));
};

function lineOf(text: string, symbol: string): number {
  const lines = linesOf(text);
  return lines.findIndex((line) => line.includes(`napi_value ${symbol}(napi_env`)) + 1;
}

function allCallers(): { name: string; at: Place }[] {
  return [...sources.keys()].flatMap((file) => {
    const { names, meanings } = namesIn(file);
    return names.flatMap(([line, , , place]) => {
      const meaning = meanings[place];
      const [, name] = /^\(method\) Sys\.(\w+)\(/.exec(meaning?.text ?? '') ?? [];
      return name && file !== SYS ? [{ name, at: { file, line } }] : [];
    });
  });
}
