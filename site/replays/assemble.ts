/** From what the recorded process wrote down to a recording. */

import type { Look, Raw, RawStep } from './inside/raw.ts';
import { phaseOf } from './phase.ts';
import type { Program } from './program.ts';
import type { Recording, State, Step } from './recording.ts';
import { turnsOf } from './turns.ts';

interface Subject {
  id: string;
  program: Program;
}

export function assemble(raw: Raw, { id, program }: Subject): Recording {
  const steps = withEnd(merge(raw.steps), raw.end);
  const states = statesOf(steps, program);
  const [files, symbols] = [new Names(), new Names()];
  const [start] = states as [State];
  return {
    id,
    backEnd: raw.backEnd,
    node: raw.node,
    kernel: raw.kernel,
    steps: steps.map((step, i) => ({
      file: files.number(step.file),
      line: step.line,
      symbol: symbols.number(program.symbolAt(step.file, step.line)),
      depth: step.depth,
      ...changes(states[i - 1] ?? start, states[i] as State),
      ...happened(step.look),
    })),
    files: files.all,
    symbols: symbols.all,
    start,
    turns: turnsOf(steps.map(({ look }) => look.noted)),
  };
}

export type Placed = RawStep & { depth: number };

/** Stops on one line, with nothing between them that could be seen, are one step. */
function merge(steps: readonly RawStep[]): Placed[] {
  const merged: Placed[] = [];
  for (const step of steps) {
    const last = merged.at(-1);
    const { noted, calls, printed } = step.look;
    const isNews = noted.length + calls.length + printed.length > 0;
    if (last && !isNews && samePlace(last, step)) continue;
    merged.push({ ...step, depth: step.stack.length });
  }
  return merged;
}

function samePlace(a: RawStep, b: RawStep): boolean {
  return JSON.stringify(a.stack) === JSON.stringify(b.stack);
}

/** The last step: all lines have run. It stands where the program left off. */
function withEnd(steps: Placed[], end: Look): Placed[] {
  const last = steps.at(-1) as Placed;
  return [...steps, { ...last, stack: [], depth: 0, look: end }];
}

function statesOf(steps: readonly Placed[], program: Program): State[] {
  let phase: State['phase'] = null;
  return steps.map((step) => {
    phase = phaseOf(step, program);
    return { ...step.look.state, phase };
  });
}

/** Only what is different, compared as it will be written. */
function changes(before: State, after: State): Pick<Step, 'state'> {
  const changed = Object.entries(after).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(before[name as keyof State]),
  );
  return changed.length > 0 ? { state: Object.fromEntries(changed) } : {};
}

function happened({ calls, printed }: Look): Pick<Step, 'calls' | 'printed'> {
  return { ...(calls.length > 0 && { calls }), ...(printed && { printed }) };
}

class Names {
  readonly all: string[] = [];

  number(name: string): number {
    const known = this.all.indexOf(name);
    return known >= 0 ? known : this.all.push(name) - 1;
  }
}
