/** Where in a turn a step is: told by what the method of the turn has called. */

import type { RawStep } from './inside/raw.ts';
import type { Program } from './program.ts';
import type { Phase } from './recording.ts';

const DUE = 'for (const timeout of due)';

export function phaseOf({ stack, look }: RawStep, program: Program): Phase | null {
  const symbols = stack.map(([file, line]) => program.symbolAt(file, line));
  const turn = symbols.indexOf('PollIOLoop.turn');
  if (turn < 0) return null;
  const [file, line] = stack[turn] as [string, number];
  if (turn === 0) return inTurn(program.textAt(file, line), look.state.timeout);
  const [, at] = stack[turn - 1] as [string, number];
  return inMethod(symbols[turn - 1] as string, file, at, program);
}

/** In the method itself: its lines come in the order of the phases. */
function inTurn(text: string, timeout: number | null): Phase {
  if (text.includes('#runCallbacks')) return 'callback';
  if (text.includes('this.running')) return 'how';
  if (text.includes('pollTimeout')) return timeout === null ? 'how' : 'sleep';
  return 'handler';
}

function inMethod(symbol: string, file: string, line: number, program: Program): Phase {
  if (symbol.endsWith('pollTimeout') || symbol.endsWith('.running')) return 'how';
  if (symbol.endsWith('.poll')) return 'sleep';
  if (symbol !== 'PollIOLoop.#runCallbacks') return 'handler';
  return line >= program.lineOf(file, DUE) ? 'timeout' : 'callback';
}
