import { describe, expect, it, vi } from 'vitest';
import { acceptAll } from '../../loop/examples/listen.ts';
import { IOLoop } from '../../loop/index.ts';
import { Socket } from '../../loop/net/socket.ts';
import { simulate } from '../loop/support.ts';

/** A listener without a kernel, which never has a descriptor left. */
class Exhausted extends Socket {
  accepts = 0;

  override accept(): Socket | null {
    this.accepts++;
    throw Object.assign(new Error('EMFILE: no more, accept4'), { code: 'EMFILE' });
  }
}

describe('acceptAll', () => {
  it('steps aside for a second when no descriptor is left, and says so once a second', async () => {
    const { loop, poller } = simulate({ makeCurrent: true });
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const listener = new Exhausted(10);
    acceptAll(listener, () => {});
    poller.raise(10, IOLoop.READ);
    loop.callLater(2_500, () => loop.stop());
    await loop.start();
    expect(listener.accepts).toBe(3); // at 0, 1 and 2 s
    expect(said).toHaveBeenCalledTimes(3);
    said.mockRestore();
  });
});
