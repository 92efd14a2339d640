/** What is different between two states, in words: for the table, and to be spoken. */

import { list, type Pair, same } from '../../ui/browser/words.ts';
import type { HeapEntry, State, Step } from '../recording.ts';
import { eventsText } from './events.ts';
import { sleepText } from './sleep-text.ts';
import { straceOf } from './strace.ts';

type Change = (before: State, after: State) => Pair[];

/** What happened between the step before and this one. */
export function changes(before: State, after: State, step?: Step): Pair[] {
  const calls = (step?.calls ?? []).map((call) => same(straceOf(call)));
  const found = CHANGES.flatMap((change) => change(before, after));
  return [...calls, ...found, ...printedBy(step)];
}

function printedBy(step?: Step): Pair[] {
  const text = step?.printed?.trimEnd();
  return text ? [{ zh: `打印 ${text}`, en: `prints ${text}` }] : [];
}

const say = (zh: string, en: string, names: string[]): Pair[] => {
  const all = list(names);
  return names.length > 0 ? [{ zh: zh + all.zh, en: en + all.en }] : [];
};

const clock: Change = (a, b) =>
  a.now === b.now ? [] : say('钟走到 ', 'the clock reads ', [`${b.now} ms`]);

const turn: Change = (a, b) =>
  a.turn === b.turn || b.turn < 1
    ? []
    : [{ zh: `第 ${b.turn} 轮开始`, en: `turn ${b.turn} begins` }];

const running: Change = (a, b) => {
  if (a.running === b.running) return [];
  const ended = a.running
    ? [{ zh: `${a.running} 跑完`, en: `${a.running} is done` }]
    : [];
  const began = b.running ? [{ zh: `轮到 ${b.running}`, en: `${b.running} runs` }] : [];
  return [...ended, ...began];
};

const batch: Change = (a, b) =>
  a.batch.length < b.batch.length ? say('这一批：', 'this batch: ', b.batch) : [];

const callbacks: Change = (a, b) =>
  say('排进队列：', 'queued: ', b.callbacks.slice(a.callbacks.length));

const named = ({ name, deadline }: HeapEntry): string => `${name} @ ${deadline}`;

const timeouts: Change = (a, b) => {
  if (a.timeouts === b.timeouts) return [];
  const [old, now] = [byId(a.timeouts), byId(b.timeouts)];
  const added = b.timeouts.filter(({ id }) => !old.has(id));
  const gone = a.timeouts.filter(({ id }) => !now.has(id));
  const cancelled = b.timeouts.filter((e) => e.cancelled && !old.get(e.id)?.cancelled);
  const struck = cancelled.filter(({ id }) => old.has(id));
  const moved = !added.length && !gone.length && !struck.length;
  return [
    ...say('进堆：', 'into the heap: ', few(added)),
    ...say('出堆：', 'out of the heap: ', few(gone)),
    ...say('取消：', 'cancelled: ', few(struck)),
    ...(moved ? [{ zh: '堆里换了位置', en: 'places change in the heap' }] : []),
  ];
};

const byId = (entries: HeapEntry[]) => new Map(entries.map((e) => [e.id, e]));

const FEW = 6;

function few(entries: HeapEntry[]): string[] {
  const rest = entries.length - FEW;
  const names = entries.slice(0, FEW).map(named);
  return rest > 0 ? [...names, `+${rest}`] : names;
}

const interests: Change = (a, b) => {
  if (a.interests === b.interests) return [];
  const text = (i: State['interests'][number]) => `fd ${i.fd} ${eventsText(i.events)}`;
  const [old, now] = [a.interests.map(text), b.interests.map(text)];
  return [
    ...say(
      '关注：',
      'watched: ',
      now.filter((each) => !old.includes(each)),
    ),
    ...say(
      '不再关注：',
      'no longer watched: ',
      old.filter((each) => !now.includes(each)),
    ),
  ];
};

const ready: Change = (a, b) => {
  const fresh = b.ready.filter(({ fd }) => !a.ready.some((other) => other.fd === fd));
  const text = fresh.map(({ fd, events }) => `fd ${fd} ${eventsText(events)}`);
  return say('就绪：', 'ready: ', text);
};

const timeout: Change = (a, b) =>
  a.timeout === b.timeout || b.timeout === null
    ? []
    : say('最多睡 ', 'may sleep ', [sleepText(b.timeout)]);

const stopped: Change = (a, b) =>
  b.stopped && !a.stopped ? [{ zh: '叫停了', en: 'asked to stop' }] : [];

const CHANGES = [
  turn,
  clock,
  running,
  batch,
  callbacks,
  timeouts,
  interests,
  ready,
  timeout,
  stopped,
];
