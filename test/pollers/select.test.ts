import { describe, expect, it } from 'vitest';
import { ERROR, READ, WRITE } from '../../loop/core/poller.ts';
import { constants, hasSystemCall } from '../../loop/node/sys.ts';
import { SelectPoller } from '../../loop/pollers/select.ts';
import { close, pipe } from '../native/descriptors.ts';
import { testKernelPoller } from './conformance.ts';

const create = (warn: (message: string) => void) => new SelectPoller(warn);

describe.runIf(hasSystemCall('select'))('SelectPoller', () => {
  testKernelPoller('select', create, {
    peerClosed: READ,
    halfClosed: READ,
    writerClosed: READ,
    unasked: ERROR,
    readerClosed: WRITE,
    refused: WRITE,
    refusedBoth: READ | WRITE,
  });

  /** Pipes, until a number is too large for a set. */
  function largeDescriptor(): number {
    for (;;) {
      const [reader] = pipe();
      if (reader >= constants.FD_SETSIZE) return reader;
    }
  }

  it('refuses a number that no set has room for, and says what to do', () => {
    const poller = create(() => {});
    const large = largeDescriptor();
    expect(() => poller.register(large, READ)).toThrow(
      new RangeError(
        `fd ${large} is too large for select(2), whose sets end at 1023; ` +
          "epoll and poll have no such limit: IOLoop.configure('poll')",
      ),
    );
    expect(() => poller.unregister(large)).toThrow(/ENOENT/);
  });

  it('gives all events there are, up to the last number of a set [B43]', () => {
    const poller = create(() => {});
    const writers = new Set<number>();
    for (let [, writer] = pipe(); writer < 1024; [, writer] = pipe()) {
      poller.register(writer, WRITE);
      writers.add(writer);
    }
    expect(Math.max(...writers)).toBeGreaterThanOrEqual(1022);
    expect(new Set(poller.poll(0).keys())).toEqual(writers);
  });

  it('names the descriptor that was closed without a word', () => {
    const warnings: string[] = [];
    const poller = create((message) => warnings.push(message));
    const [reader, writer] = pipe();
    poller.register(reader, READ);
    poller.register(writer, WRITE);
    close(reader);
    expect(poller.poll(0).size).toBe(0);
    expect([...poller.poll(0).keys()]).toEqual([writer]);
    expect(warnings).toEqual([`fd ${reader} was closed before removeHandler()`]);
  });
});
