/** So that the pictures cannot lie: what was recorded is what the kernel was asked. */

import { describe, expect, it } from 'vitest';
import { readScenarios } from '../../site/replays/library.ts';
import type { Recording } from '../../site/replays/recording.ts';
import { needsEpoll } from '../kernel.ts';
import { asRecorded, comparable, needsStrace, trace } from './strace.ts';
import { afresh, ROOT } from './support.ts';

const SLOW = 60_000; // ms

// Those whose order no other thread can change; but for a wait that a signal cut short:
// which thread gets the signal is for the kernel to say.
const COMPARED = ['readable-pipe', 'stale-fd', 'signal-in-sleep', 'echo'];
const NAMES = ['epoll_create1', 'epoll_ctl', 'epoll_wait', 'eventfd', 'accept4'];
const TRACED = new Set([...NAMES, 'read', 'write', 'close', 'pipe2', 'dup', 'socket']);

const callsOf = ({ steps }: Recording) =>
  steps
    .flatMap(({ calls = [] }) => calls)
    .filter(({ name, errno }) => TRACED.has(name) && errno !== 'EINTR');

/** With the names of the kernel and of strace. */
const kernelCalls = (recording: Recording): string[] =>
  callsOf(recording).map(({ name, args, result, errno = '' }) =>
    comparable({
      name: name === 'eventfd' ? 'eventfd2' : name,
      args: args.join(', '),
      result,
      errno,
    }),
  );

/** The timeouts of its waits, in ms. */
const waits = (args: string[]): number[] =>
  args.map((text) => Number(/-?\d+$/.exec(text)));

describe('the system calls of a recording', () => {
  it.each(COMPARED)(
    'are those that strace saw of %s',
    async (slug) => {
      needsEpoll();
      needsStrace();
      const { scenario = '' } = readScenarios(ROOT).find((s) => s.slug === slug) ?? {};
      const [recording, all] = await Promise.all([afresh(slug), trace(scenario)]);
      const traced = all.filter(({ errno }) => errno !== 'EINTR');
      expect(kernelCalls(recording)).toEqual(asRecorded(traced));

      // The real clock goes on between two lines, so what is left to wait is a bit less.
      const recorded = callsOf(recording).filter(({ name }) => name === 'epoll_wait');
      const asked = waits(recorded.map(({ args }) => args.join()));
      const seen = traced.filter(({ name }) => name === 'epoll_wait');
      for (const [i, timeout] of waits(seen.map(({ args }) => args)).entries()) {
        expect(asked[i]).toBeGreaterThanOrEqual(timeout);
        expect((asked[i] ?? 0) - timeout).toBeLessThanOrEqual(200);
      }
    },
    SLOW,
  );
});
