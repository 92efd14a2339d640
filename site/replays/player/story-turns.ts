/** What the loop does by itself, turn by turn. */

import type { Ran, State, Turn } from '../recording.ts';
import type { LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';
import { sleepText } from './sleep-text.ts';
import { ms } from './story-words.ts';
import * as words from './turn-words.ts';

type Part = Pick<LoopEvent, 'kind' | 'step' | 'label' | 'said' | 'spot'> & {
  line?: number;
};

const LISTS = [
  ['callbacks', 'callback'],
  ['timeouts', 'timeout'],
  ['handlers', 'handler'],
] as const;

export function turnEvents(run: Run): LoopEvent[] {
  return run.recording.turns.flatMap((turn, i) =>
    [begins(run, turn, i), ...ran(run, turn, i), ...slept(run, turn, i)].map(
      (part): LoopEvent => ({ line: 0, ...part, from: -1, turn: i }),
    ),
  );
}

const lastStepOf = (run: Run, turn: number): number =>
  (run.recording.turns[turn + 1]?.first ?? run.last + 1) - 1;

/** Shown where the batch has been taken away and nothing of it has run. */
function begins(run: Run, turn: Turn, i: number): Part {
  const ends = Math.min(
    ...[...turn.callbacks, ...turn.timeouts].map(({ step }) => step),
    turn.poll?.step ?? lastStepOf(run, i) + 1,
  );
  let step = turn.first;
  for (let at = turn.first; at < ends; at++) {
    if (run.state(at).batch.length > run.state(step).batch.length) step = at;
  }
  const { batch, callbacks } = run.state(step);
  const others = batch.findIndex((name, at) => name !== turn.callbacks[at]?.name);
  const count = others < 0 ? batch.length : others;
  const [taken, due] = [batch.slice(0, count), batch.slice(count)];
  const left = callbacks.length > 0 && turn.callbacks.length > 0 && count === 0;
  const said = left
    ? words.turnLeaves(i + 1, callbacks) // a loop that is broken
    : words.turnBegins(i + 1, taken, due);
  const spot = { turn: i, stave: 'callback', part: 0 } as const;
  return { kind: 'turn', step, label: `${i + 1}`, said, spot };
}

function ran(run: Run, turn: Turn, i: number): Part[] {
  return LISTS.flatMap(([list, stave]) =>
    turn[list].map((each, piece) => {
      const more = { printed: printedBy(run, each), worked: each.end - each.start };
      const said = isWaker(run, each)
        ? words.WAKER_RUNS
        : words.runs(stave, each.name, reasonOf(run, turn, stave, each), more);
      const spot = { turn: i, stave, piece, part: 0.4 };
      const line = lineOf(run, each.step);
      return {
        kind: 'runs',
        step: each.step,
        label: each.name,
        said,
        spot,
        line,
      } as const;
    }),
  );
}

/** The handler that the loop has for itself. */
const isWaker = (run: Run, { name, step }: Ran): boolean =>
  run
    .state(step)
    .interests.some(({ what, handler }) => what === 'waker' && handler === name);

/** If it begins with a line of the program, and not of the loop. */
function lineOf(run: Run, step: number): number {
  for (let at = step; at <= Math.min(run.last, step + 12); at++) {
    if (at > step && run.state(at).running !== run.state(step).running) break;
    const file = run.file(at);
    if (!file.startsWith('loop/')) return run.step(at).line;
  }
  return 0;
}

/** Of a timeout its deadline, of a handler its descriptor. */
function reasonOf(run: Run, turn: Turn, stave: string, { name, step }: Ran): string {
  const before = run.state(Math.max(0, turn.first - 1));
  if (stave === 'timeout') {
    const entry = before.timeouts.find((each) => each.name === name);
    return entry ? `${ms(entry.deadline)}` : '';
  }
  if (stave !== 'handler') return '';
  const ready = turn.poll?.ready.map(([fd]) => fd) ?? [];
  const { interests } = run.state(step);
  const own = [...interests, ...run.state(turn.poll?.step ?? step).interests].find(
    ({ fd, handler }) => handler === name && ready.includes(fd),
  );
  return own ? `fd ${own.fd}` : '';
}

/** While it ran, up to the next thing that runs. */
function printedBy(run: Run, { step }: Ran): string {
  const { running } = run.state(step);
  let text = '';
  for (let at = step + 1; at <= run.last; at++) {
    text += run.step(at).printed ?? '';
    if (run.state(at).running !== running) break;
  }
  return text.trimEnd();
}

/** How long it may sleep; the sleep; what ends it. Or just a look. */
function slept(run: Run, turn: Turn, i: number): Part[] {
  const how = stepOfHow(run, turn, i);
  if (how === undefined) return [];
  const state = run.state(how);
  const said = words.howLong(state, state.timeout ?? 0);
  const spot = { turn: i, stave: 'how', part: 0.5 } as const;
  const label = sleepText(state.timeout ?? 0);
  const first: Part = { kind: 'how', step: how, label, said, spot };
  const { poll } = turn;
  if (poll && poll.end === poll.start) return [first, look(run, turn, i)];
  return [first, falls(run, turn, i, how), ...(poll ? [wakes(run, turn, i)] : [])];
}

/** Also where the run ends before it has slept. */
function stepOfHow(run: Run, { first, poll }: Turn, i: number): number | undefined {
  const last = poll ? poll.step + 1 : lastStepOf(run, i);
  const asleep = (at: number) => run.phases[at] === 'how' || run.phases[at] === 'sleep';
  for (let at = first; at <= last; at++) {
    const { timeout } = run.state(at);
    if (timeout === null || !asleep(at)) continue;
    if (!poll || timeout === poll.timeout) return at;
  }
  return poll?.step;
}

function falls(run: Run, turn: Turn, i: number, how: number): Part {
  const end = turn.poll?.step ?? lastStepOf(run, i);
  let step = how;
  while (step < end && run.phases[step + 1] === 'sleep' && sameTime(run, step)) step++;
  const said = words.sleeps(run.recording.backEnd, run.state(step).timeout ?? -1);
  const spot = { turn: i, stave: 'sleep', part: 0.02 } as const;
  return { kind: 'sleep', step, label: '', said, spot };
}

const sameTime = (run: Run, step: number): boolean =>
  run.state(step + 1).now === run.state(step).now;

function wakes(run: Run, turn: Turn, i: number): Part {
  const { poll } = turn as Required<Turn>;
  const step = stepAfter(run, turn, i);
  const said = words.woken(poll, wakersOf(run.state(step)), run.recording.backEnd);
  const spot = { turn: i, stave: 'sleep', part: 1 } as const;
  const line = run.file(poll.step).startsWith('loop/') ? 0 : run.step(poll.step).line;
  const label = `${ms(poll.end - poll.start)} ms`;
  return { kind: 'woken', step, label, said, spot, line };
}

function look(run: Run, turn: Turn, i: number): Part {
  const { poll } = turn as Required<Turn>;
  const step = stepAfter(run, turn, i);
  const said = words.looks(poll, wakersOf(run.state(step)), run.recording.backEnd);
  const spot = { turn: i, stave: 'sleep', part: 0.5 } as const;
  return { kind: 'look', step, label: '0 ms', said, spot };
}

/** Where what was reported can be seen on the ready list. */
function stepAfter(run: Run, { poll, handlers }: Turn, i: number): number {
  const first = (poll?.step ?? 0) + 1;
  const last = Math.min(handlers[0]?.step ?? Infinity, lastStepOf(run, i));
  const wanted = poll?.ready.length ?? 0;
  for (let at = first; at <= last; at++) {
    if (run.state(at).ready.length === wanted) return at;
  }
  return Math.min(first, run.last);
}

const wakersOf = ({ interests }: State): number[] =>
  interests.filter(({ what }) => what === 'waker').map(({ fd }) => fd);
