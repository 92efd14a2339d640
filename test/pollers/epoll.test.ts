import { describe, expect, it, onTestFinished } from 'vitest';
import { READ } from '../../loop/core/poller.ts';
import { IOLoop } from '../../loop/index.ts';
import { hasSystemCall, sys } from '../../loop/node/sys.ts';
import { EPollPoller } from '../../loop/pollers/epoll.ts';
import { bytes, close, own, pipe } from '../native/descriptors.ts';
import { pollMany, testKernelPoller } from './conformance.ts';

const create = (warn: (message: string) => void) => new EPollPoller(warn);

describe.runIf(hasSystemCall('epoll_wait'))('EPollPoller', () => {
  testKernelPoller('epoll', create, {
    peerClosed: 0x11,
    halfClosed: 0x01,
    writerClosed: 0x10,
    unasked: 0x10,
    readerClosed: 0x0c,
    refused: 0x1c,
    refusedBoth: 0x1d,
  });

  it('revives no closed registration on another file, when it gets a new set [B178]', () => {
    const poller = create(() => {});
    onTestFinished(() => poller.close());
    const [haunting, writer] = pipe();
    const [left] = pipe();
    poller.register(haunting, READ);
    poller.register(left, READ);
    close(left); // without a word to the poller, and its number goes to another pipe
    const [heir, filler] = pipe();
    expect(heir).toBe(left);
    own(sys.dup(haunting)); // its file lives on, and epoll cannot be rid of it
    close(haunting);
    expect(() => poller.unregister(haunting)).toThrow();
    for (const end of [writer, filler]) sys.write(end, new Uint8Array(1), 0, 1);
    poller.poll(0); // the ghost is seen, and the set is replaced
    expect([...poller.poll(0)]).toEqual([]);
  });

  it('gives 1024 events at the most, and the rest with the next poll [B43]', () => {
    const poller = create(() => {});
    onTestFinished(() => poller.close());
    expect(pollMany(poller)).toEqual([1024, 1100]);
  });

  it('forgets, when it rebuilds, what was closed without a word [B90]', () => {
    const poller = new EPollPoller(() => {});
    onTestFinished(() => poller.close());
    const [reader, writer] = pipe();
    const [gone] = pipe();
    poller.register(reader, IOLoop.READ);
    poller.register(gone, IOLoop.READ);
    own(sys.dup(reader));
    close(reader);
    close(gone);
    expect(() => poller.unregister(reader)).toThrow(/EBADF/);
    sys.write(writer, bytes('x'), 0, 1);
    poller.poll(0);
    expect(() => poller.modify(gone, IOLoop.READ)).toThrow(/EBADF|ENOENT/);
  });
});
