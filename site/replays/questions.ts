/**
 * Predict first: a question stands at a step of a recording. Its answer is what the
 * recording did next, and the wrong choices are what it might have done: the other
 * callbacks that wait, the other times and descriptors that are in sight.
 */

import type { AskedQuestion, Where } from '../content/schemas/replay.ts';
import { type Recording, stateAt } from './recording.ts';

export interface Answered {
  step: number; // before this step runs it is asked
  kind: AskedQuestion['kind'];
  choices: string[];
  answer: number;
}

const MOST = 4; // choices
const FOR_EVER = '-1';

/** The first line with the quote, in the text that the recording is of. */
type LineOf = (where: Where) => number;

export function answered(
  recording: Recording,
  { at, kind }: AskedQuestion,
  lineOf: LineOf,
): Answered {
  const step = stepAt(recording, at, lineOf(at));
  const { answer, others } = ANSWERS[kind](recording, step);
  const wrong = [...new Set(others)].filter((other) => other !== answer);
  if (wrong.length === 0) throw complain(recording, at, 'has only one possible answer');
  const choices = [answer, ...wrong.slice(0, MOST - 1)].sort(naturally);
  return { step, kind, choices, answer: choices.indexOf(answer) };
}

const naturally = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true });

const complain = ({ id }: Recording, { file, quote }: Where, what: string): Error =>
  new Error(`Replay ${id}: the question at “${quote}” in ${file} ${what}`);

function stepAt(recording: Recording, at: Where, line: number): number {
  const file = recording.files.indexOf(at.file);
  const { first = 0 } = at.turn ? (recording.turns[at.turn - 1] ?? {}) : {};
  let left = at.occurrence;
  for (const [step, each] of recording.steps.entries()) {
    if (step < first || each.file !== file || each.line !== line) continue;
    if (--left === 0) return step;
  }
  throw complain(recording, at, 'is never reached');
}

interface Possible {
  answer: string;
  others: string[];
}

const ANSWERS: Record<
  AskedQuestion['kind'],
  (recording: Recording, step: number) => Possible
> = {
  'next-callback': nextToRun,
  'poll-timeout': nextTimeout,
  'ready-fds': nextReady,
};

function nextToRun(recording: Recording, from: number): Possible {
  const ran = recording.turns
    .flatMap(({ callbacks, timeouts, handlers }) => [
      ...callbacks,
      ...timeouts,
      ...handlers,
    ])
    .sort((a, b) => a.step - b.step);
  const next = ran.find(({ step }) => step > from);
  if (!next) throw new Error(`Replay ${recording.id}: nothing runs after step ${from}`);
  const state = stateAt(recording, from);
  const waiting = [
    ...state.batch,
    ...state.callbacks,
    ...state.timeouts.map(({ name }) => name),
    ...state.interests.filter(isOurs).map(({ handler }) => handler),
  ];
  return { answer: next.name, others: [...waiting, ...ran.map(({ name }) => name)] };
}

/** Not the waker's, which nobody has seen who reads of timeouts. */
const isOurs = ({ what }: { what: string }): boolean => !/waker/i.test(what);

/** What epoll_wait got, in whole milliseconds; without a kernel, what poll() got. */
function nextTimeout(recording: Recording, from: number): Possible {
  const { poll, step } = nextPoll(recording, from);
  const calls = recording.steps.slice(step).flatMap(({ calls = [] }) => calls);
  const wait = calls.find(({ name }) => name === 'epoll_wait');
  const answer = wait?.args[3] ?? `${Math.ceil(poll.timeout)}`;
  const state = stateAt(recording, from);
  const deadlines = state.timeouts.flatMap(({ deadline }) => [
    deadline,
    deadline - state.now,
    Math.floor(deadline - state.now),
  ]);
  const others = [0, ...deadlines]
    .filter((ms) => ms >= 0)
    .map((ms) => `${Math.ceil(ms)}`);
  return { answer, others: [FOR_EVER, ...others, '1000'] };
}

function nextReady(recording: Recording, from: number): Possible {
  const { poll } = nextPoll(recording, from);
  const list = (fds: number[]) => `[${fds.join(', ')}]`;
  const { interests } = stateAt(recording, from);
  const watched = interests.map(({ fd }) => fd);
  const ours = interests.filter(isOurs).map(({ fd }) => fd);
  const others = [[], ours, ...ours.map((fd) => [fd]), watched, watched.slice(0, 1)];
  return { answer: list(poll.ready.map(([fd]) => fd)), others: others.map(list) };
}

function nextPoll(recording: Recording, from: number) {
  const polls = recording.turns.flatMap(({ poll }) => (poll ? [poll] : []));
  const poll = polls.find(({ step }) => step >= from);
  if (!poll) throw new Error(`Replay ${recording.id}: no poll after step ${from}`);
  return { poll, step: poll.step };
}
