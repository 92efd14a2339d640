import { describe, expect, it } from 'vitest';
import { IOLoop, SimulatedPoller } from '../../loop/index.ts';
import { forgetLoops, simulate } from './support.ts';

forgetLoops();

describe('SimulatedPoller', () => {
  it('answers at once with what is ready', () => {
    const poller = new SimulatedPoller();
    poller.register(5, IOLoop.READ);
    poller.raise(5, IOLoop.READ | IOLoop.WRITE);
    expect([...poller.poll(1000)]).toEqual([[5, IOLoop.READ]]);
    expect(poller.now).toBe(0);
  });

  it('goes on reporting a level until it is lowered', () => {
    const poller = new SimulatedPoller();
    poller.register(5, IOLoop.READ);
    poller.raise(5, IOLoop.READ);
    expect(poller.poll(0).size).toBe(1);
    expect(poller.poll(0).size).toBe(1);
    poller.lower(5, IOLoop.READ);
    expect(poller.poll(0).size).toBe(0);
  });

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

  it('sleeps whole milliseconds, rounded up, as the kernel does', () => {
    const poller = new SimulatedPoller();
    poller.poll(0.4);
    expect(poller.now).toBe(1);
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

  it('refuses like epoll: EEXIST for a second registration, ENOENT for an unknown one', () => {
    const poller = new SimulatedPoller();
    poller.register(5, IOLoop.READ);
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(() => poller.register(5, IOLoop.READ)).toThrow(code('EEXIST'));
    expect(() => poller.modify(6, IOLoop.READ)).toThrow(code('ENOENT'));
    expect(() => poller.unregister(6)).toThrow(code('ENOENT'));
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
