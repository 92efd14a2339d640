import { describe, expect, it, onTestFinished } from 'vitest';
import { ERROR, NONE, READ, WRITE } from '../../loop/core/poller.ts';
import { hasSystemCall, sys } from '../../loop/node/sys.ts';
import {
  EV_ADD,
  EV_CLEAR,
  EV_DELETE,
  EV_ENABLE,
  EV_EOF,
  EVFILT_READ,
  EVFILT_WRITE,
  type KQueueCalls,
  KQueuePoller,
} from '../../loop/pollers/kqueue.ts';
import { close, pipe } from '../native/descriptors.ts';
import { pollMany, testKernelPoller } from './conformance.ts';
import { FakeKQueue } from './fake-kqueue.ts';

/** The kernel's own kqueue where there is one, else ours. */
const create = () => new KQueuePoller(hasSystemCall('kevent') ? sys : new FakeKQueue());

describe.runIf(hasSystemCall('poll'))('KQueuePoller', () => {
  testKernelPoller('kqueue', create, {
    peerClosed: READ,
    halfClosed: READ,
    writerClosed: READ,
    unasked: ERROR,
    readerClosed: WRITE | ERROR,
    refused: WRITE | ERROR,
    refusedBoth: READ | WRITE | ERROR,
  });

  it('gives 1024 events at the most, and the rest with the next poll [B43]', () => {
    const poller = create();
    onTestFinished(() => poller.close());
    expect(pollMany(poller)).toEqual([1024, 1100]);
  });

  /** Calls that write down the changes asked of them, and answer what they are told. */
  function recorded() {
    const changes: number[][][] = [];
    const answers: number[][][] = [];
    const refused = { flags: 0 };
    const calls: KQueueCalls = {
      kqueue: () => 42,
      close: () => {},
      kevent(_kq, changelist, nchanges, eventlist, nevents) {
        const triple = (i: number) => [...changelist.subarray(3 * i, 3 * i + 3)];
        const change = Array.from({ length: nchanges }, (_, i) => triple(i));
        if (nchanges > 0) changes.push(change);
        if (change.some(([, , flags = 0]) => flags & refused.flags)) {
          throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
        }
        const answer = nevents > 0 ? (answers.shift() ?? []) : [];
        eventlist.set(answer.flat());
        return answer.length;
      },
    };
    return { poller: new KQueuePoller(calls), changes, answers, refused };
  }

  it('asks a filter for each event, all in one call [B172]', () => {
    const { poller, changes } = recorded();
    const [one, other] = pipe();
    poller.register(one, READ | ERROR);
    poller.register(other, READ | WRITE | ERROR);
    poller.unregister(other);
    expect(changes).toEqual([
      [[one, EVFILT_READ, EV_ADD]],
      [
        [other, EVFILT_WRITE, EV_ADD],
        [other, EVFILT_READ, EV_ADD],
      ],
      [
        [other, EVFILT_WRITE, EV_DELETE],
        [other, EVFILT_READ, EV_DELETE],
      ],
    ]);
  });

  it('asks for the end alone, as a change, where nothing else is asked [B79]', () => {
    const { poller, changes } = recorded();
    const [reader] = pipe();
    poller.register(reader, ERROR);
    expect(changes).toEqual([[[reader, EVFILT_READ, EV_ADD | EV_CLEAR]]]);
  });

  it('makes one event list of what comes filter by filter', () => {
    const { poller, answers } = recorded();
    const [one, other] = pipe();
    poller.register(one, READ | WRITE);
    poller.register(other, READ);
    answers.push([
      [one, EVFILT_READ, EV_ADD],
      [other, EVFILT_READ, EV_ADD | EV_EOF],
      [one, EVFILT_WRITE, EV_ADD | EV_EOF],
    ]);
    expect([...poller.poll(0)]).toEqual([
      [one, READ | WRITE | ERROR],
      [other, READ],
    ]);
  });

  it('keeps data from one who asked for nothing, but not the end [B79]', () => {
    const { poller, answers } = recorded();
    const [reader, writer] = pipe();
    poller.register(reader, NONE);
    answers.push([[reader, EVFILT_READ, EV_CLEAR]]);
    answers.push([[reader, EVFILT_READ, EV_CLEAR | EV_EOF]]);
    answers.push([[reader, EVFILT_READ, EV_CLEAR | EV_EOF]]);
    expect(poller.poll(0).size).toBe(0);
    expect(poller.poll(0).size).toBe(0); // a peer that only says no more is not gone
    close(writer);
    expect(poller.poll(0).get(reader)).toBe(ERROR);
  });

  it('asks the kernel whether a number is still the one it knew [B80, B88]', () => {
    const { poller, changes, refused } = recorded();
    const [reader] = pipe();
    poller.register(reader, READ);
    expect(() => poller.register(reader, READ)).toThrow(/EEXIST/);
    expect(changes.at(-1)).toEqual([[reader, EVFILT_READ, EV_ENABLE]]);
    refused.flags = EV_ENABLE; // as the kernel does once the descriptor was closed
    expect(() => poller.register(reader, READ)).not.toThrow();
  });
});
