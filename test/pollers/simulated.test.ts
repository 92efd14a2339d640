import { describe, expect, it } from 'vitest';
import { IOLoop, SimulatedPoller } from '../../loop/index.ts';
import { forgetLoops, simulate } from '../loop/support.ts';
import { type Bench, testPoller } from './conformance.ts';

forgetLoops();

/** A simulated poller, and descriptors that behave like the ends of pipes. */
function bench(): Bench {
  const poller = new SimulatedPoller();
  let next = 5;
  const channel = () => {
    const [reader, writer] = [next++, next++];
    poller.raise(writer, IOLoop.WRITE);
    return {
      reader,
      writer,
      send: () => poller.raise(reader, IOLoop.READ),
      receive: () => poller.lower(reader, IOLoop.READ),
      hangUp: () => poller.raise(reader, IOLoop.ERROR),
    };
  };
  return { poller, channel, now: () => poller.now };
}

testPoller('simulated', bench);

describe('SimulatedPoller', () => {
  it('moves the clock to the next thing that happens, or to the end of the wait', () => {
    const poller = new SimulatedPoller();
    poller.register(5, IOLoop.READ);
    poller.at(120, () => poller.raise(5, IOLoop.READ));
    poller.poll(100);
    poller.poll(100);
    expect(poller.log).toEqual([
      { timeout: 100, start: 0, end: 100, ready: [] },
      { timeout: 100, start: 100, end: 120, ready: [[5, IOLoop.READ]] },
    ]);
  });

  it('lets things happen in the order of their times, ties as they were arranged', () => {
    const poller = new SimulatedPoller();
    const happened: string[] = [];
    poller.at(20, () => happened.push('late'));
    poller.at(10, () => happened.push('first'));
    poller.at(10, () => happened.push('second'));
    poller.poll(30);
    expect(happened).toEqual(['first', 'second', 'late']);
  });

  it('reports ERROR whether it was asked for or not', () => {
    const poller = new SimulatedPoller();
    poller.register(5, IOLoop.NONE);
    poller.raise(5, IOLoop.ERROR);
    expect(poller.poll(0).get(5)).toBe(IOLoop.ERROR);
  });

  it('notices that nothing can ever become ready', async () => {
    const { loop } = simulate();
    await expect(loop.start()).rejects.toThrow('Nothing can ever become ready');
  });

  it('lets a day pass in no time', async () => {
    const { loop, poller } = simulate();
    loop.callLater(24 * 3600 * 1000, () => loop.stop());
    await loop.start();
    expect(poller.now).toBe(86_400_000);
  });
});
