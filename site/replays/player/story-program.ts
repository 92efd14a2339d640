/** What the lines of the program do to the loop. */

import type { Pair } from '../../ui/browser/words.ts';
import type { State } from '../recording.ts';
import type { LoopEvent } from './loop-event.ts';
import type { Run } from './run.ts';
import * as words from './story-words.ts';

/** What has happened while one line of the program was run. */
interface Deed {
  step: number; // by which it is done
  from: number; // the line
  running: string | null;
  said: Pair[];
  calls: Pair[]; // told only if nothing else is to be said
  labels: string[];
  stops: boolean;
}

export function ownEvents(run: Run): LoopEvent[] {
  return [...deeds(run).map((deed) => eventOf(run, deed)), ...startsAndEnds(run)];
}

function eventOf(run: Run, deed: Deed): LoopEvent {
  const { step, from, said, calls, labels, stops } = deed;
  const { line } = run.step(from);
  const own = !run.file(from).startsWith('loop/');
  return {
    kind: stops ? 'stop' : 'own',
    step,
    from,
    turn: -1,
    line: own ? line : 0,
    label: labels[0] ?? '',
    said: words.together(said.length > 0 ? said : calls),
  };
}

/** Deeds of one visit to a line are one, however many timeouts it has added. */
function deeds(run: Run): Deed[] {
  const found: Deed[] = [];
  let at = -1; // the line of the program that is being run
  for (let step = 1; step <= run.last; step++) {
    const [a, b] = [run.state(step - 1), run.state(step)];
    if (!run.file(step - 1).startsWith('loop/')) at = step - 1;
    else if (isLoops(run, step - 1)) at = -1;
    if (at < 0) continue;
    const said = sentences(run, a, b, step);
    const calls = (run.step(step).calls ?? []).map(words.called);
    if (said.length + calls.length === 0) continue;
    const deed = { step, from: at, running: b.running, labels: labelsOf(a, b) };
    const next = { ...deed, said, calls, stops: !a.stopped && b.stopped };
    const last = found.at(-1);
    if (last && isSame(run, last, next)) join(last, next);
    else found.push(next);
  }
  return found;
}

const isSame = (run: Run, a: Deed, b: Deed): boolean =>
  a.running === b.running && run.step(a.from).line === run.step(b.from).line;

function join(deed: Deed, { step, said, calls, stops }: Deed): void {
  deed.step = step;
  deed.said.push(...said);
  deed.calls.push(...calls);
  deed.stops ||= stops;
}

/** The loop turns by itself: no line of the program is behind this one. */
function isLoops(run: Run, step: number): boolean {
  const { running } = run.state(step);
  return (
    running === null && run.phases[step] !== null && run.state(step).phase !== null
  );
}

function sentences(run: Run, a: State, b: State, step: number): Pair[] {
  const changed = words.changed(a, b);
  const { printed } = run.step(step);
  const inRun = b.running !== null || a.running !== null;
  const prints = printed && !inRun ? [words.prints(printed.trimEnd())] : [];
  return [...changed, ...prints];
}

const labelsOf = (a: State, b: State): string[] => [
  ...b.callbacks.slice(a.callbacks.length),
  ...b.timeouts.slice(a.timeouts.length).map(({ name }) => name),
  ...b.interests.slice(a.interests.length).map(({ fd }) => `fd ${fd}`),
];

/** Where `start()` is called, and where it comes back. */
function startsAndEnds(run: Run): LoopEvent[] {
  const { turns } = run.recording;
  return turns.flatMap(({ first, poll }, i) => {
    const begins = i === 0 || !turns[i - 1]?.poll ? [starts(run, first)] : [];
    const end = turns[i + 1]?.first ?? run.last + 1;
    return [
      ...begins,
      ...(poll ? [] : [left(run, first, end, i + 1 === turns.length)]),
    ];
  });
}

function starts(run: Run, first: number): LoopEvent {
  let from = Math.max(0, first - 1);
  while (from > 0 && run.file(from).startsWith('loop/')) from--;
  const { line } = run.step(from);
  const step = Math.min(from + 1, Math.max(from, first - 1));
  return {
    kind: 'start',
    step,
    from,
    turn: -1,
    line,
    label: 'start()',
    said: words.STARTS,
  };
}

/** The step at which the loop has let go: it is no longer asked to stop. */
function left(run: Run, first: number, end: number, isLast: boolean): LoopEvent {
  let step = isLast ? run.last : end - 1;
  for (let at = first + 1; at < end; at++) {
    if (run.state(at - 1).stopped && !run.state(at).stopped) step = at;
  }
  const turn = run.turn(first);
  const spot = { turn, stave: 'timeout', part: 1 } as const;
  const asked = run.states.slice(first - 1, end).some(({ stopped }) => stopped);
  const said = asked ? words.LEFT : words.ENDED;
  return { kind: 'left', step, from: -1, turn, line: 0, label: '‖', said, spot };
}
