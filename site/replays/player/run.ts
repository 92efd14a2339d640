/** A recording, ready to be walked through: the state at each step, and where it is. */

import type { Phase, Recording, State, Step } from '../recording.ts';

export class Run {
  readonly recording: Recording;
  /** Before each step has run. Fields that did not change are the same objects. */
  readonly states: State[] = [];
  /** For each step, the turn it is in; -1 before the first. */
  readonly turns: number[] = [];
  /** For each step, the stave it is on: the phase, or the last one there was. */
  readonly phases: (Phase | null)[] = [];

  constructor(recording: Recording) {
    this.recording = recording;
    let [state, turn, phase] = [recording.start, -1, null as Phase | null];
    for (const [i, step] of recording.steps.entries()) {
      state = step.state ? { ...state, ...step.state } : state;
      while ((recording.turns[turn + 1]?.first ?? Infinity) <= i) turn++;
      phase = turn < 0 ? null : (state.phase ?? phase ?? 'callback');
      this.states.push(state);
      this.turns.push(turn);
      this.phases.push(phase);
    }
  }

  get last(): number {
    return this.recording.steps.length - 1;
  }

  clamp(step: number): number {
    return Math.max(0, Math.min(this.last, Math.trunc(step) || 0));
  }

  step(index: number): Step {
    return this.recording.steps[index] as Step;
  }

  state(index: number): State {
    return this.states[index] as State;
  }

  file(index: number): string {
    return this.recording.files[this.step(index).file] ?? '';
  }

  symbol(index: number): string {
    return this.recording.symbols[this.step(index).symbol] ?? '';
  }

  turn(index: number): number {
    return this.turns[index] ?? -1;
  }

  /** The first step of the turn after this one, or the last step of all. */
  nextTurn(index: number): number {
    const next = this.recording.turns[this.turn(index) + 1];
    return next ? next.first : this.last;
  }

  /** The first step of this turn; from there, of the one before. */
  previousTurn(index: number): number {
    const { turns } = this.recording;
    const first = turns[this.turn(index)]?.first ?? 0;
    if (index > first) return first;
    return turns[this.turn(index) - 1]?.first ?? 0;
  }

  /** The lines of a file that have run since the turn began, this step's excluded. */
  ranBefore(index: number, file = this.step(index).file): Set<number> {
    const first = this.recording.turns[this.turn(index)]?.first ?? 0;
    const steps = this.recording.steps.slice(first, index);
    return new Set(steps.filter((step) => step.file === file).map(({ line }) => line));
  }

  /** The functions that are on the stack, outermost first, as far as they were seen. */
  stack(index: number): string[] {
    const found: string[] = [];
    let depth = this.step(index).depth + 1;
    for (let i = index; i >= 0 && depth > 0; i--) {
      const step = this.step(i);
      if (step.depth >= depth) continue;
      depth = step.depth;
      found.unshift(this.recording.symbols[step.symbol] ?? '');
    }
    return found;
  }
}
