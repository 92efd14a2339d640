/** What the functions and descriptors of a turn are called on the page. */

import { pick } from '../../../ui/browser/say.ts';
import type { Pair } from '../../../ui/text.ts';
import type { ToldRan, ToldTurn } from '../../told.ts';
import { page } from './served.ts';

/** Whose a descriptor is, in a word or two. */
export function ownerOf(turn: ToldTurn, fd: number): string {
  const owner = turn.owners[fd];
  if (!owner) return pick('新连接', 'new');
  if (owner.page === page) return 'me';
  if (owner.what !== 'connection') return owner.what;
  return owner.target.split('?')[0] ?? '';
}

export function nameOf(turn: ToldTurn, { kind, name, fd }: ToldRan): string {
  if (kind !== 'handler' || fd === null) return name === 'anonymous' ? '( )' : name;
  return name === 'waker' ? name : `fd ${fd} ${ownerOf(turn, fd)}`;
}

export function isMine(turn: ToldTurn): boolean {
  return Object.values(turn.owners).some((owner) => owner.page === page);
}

export function sentenceOf(turn: ToldTurn): Pair {
  const [many, fds] = [turn.ran.length, turn.poll?.ready.map(([fd]) => fd) ?? []];
  const [slept, may] = [inMs(turn.poll?.slept ?? 0), inMs(turn.poll?.timeout ?? 0)];
  return {
    zh: `第 ${turn.number} 轮：许睡 ${may}，睡了 ${slept}；就绪的 fd：${fds.join('、') || '无'}；跑了 ${many} 个函数。`,
    en: `Turn ${turn.number}: it might sleep ${may} and slept ${slept}; ready fds: ${fds.join(', ') || 'none'}; ${many} functions ran.`,
  };
}

export function inMs(ms: number): string {
  const text = ms >= 100 ? ms.toFixed(0) : ms >= 1 ? ms.toFixed(1) : ms.toFixed(2);
  return `${text}\u202fms`;
}
