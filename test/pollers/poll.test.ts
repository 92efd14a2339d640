import { describe, expect, it, onTestFinished } from 'vitest';
import { READ, WRITE } from '../../loop/core/poller.ts';
import { hasSystemCall } from '../../loop/node/sys.ts';
import { PollPoller } from '../../loop/pollers/poll.ts';
import { close, pipe } from '../native/descriptors.ts';
import { pollMany, testKernelPoller } from './conformance.ts';

const create = (warn: (message: string) => void) => new PollPoller(warn);

describe.runIf(hasSystemCall('poll'))('PollPoller', () => {
  testKernelPoller('poll', create, {
    peerClosed: 0x11,
    halfClosed: 0x01,
    writerClosed: 0x10,
    unasked: 0x10,
    readerClosed: 0x0c,
    refused: 0x1c,
    refusedBoth: 0x1d,
  });

  it('gives all events there are, as many as are watched [B43]', () => {
    const poller = create(() => {});
    onTestFinished(() => poller.close());
    expect(pollMany(poller)).toEqual([1100, 1100]);
  });

  it('names the descriptor that was closed without a word', () => {
    const warnings: string[] = [];
    const poller = create((message) => warnings.push(message));
    const [reader, writer] = pipe();
    poller.register(reader, READ);
    poller.register(writer, WRITE);
    close(reader);
    expect([...poller.poll(0).keys()]).toEqual([writer]);
    expect(warnings).toEqual([`fd ${reader} was closed before removeHandler()`]);
  });
});
