import { describe, expect, it } from 'vitest';
import { TCPClient } from '../../loop/net/tcp-client.ts';
import { TCPServer } from '../../loop/net/tcp-server.ts';
import type { InternetAddress } from '../../loop/node/sys.ts';
import { descriptors, realLoop } from '../loop/support.ts';
import { heapUsed } from '../memory.ts';
import { leavesNoDescriptor, own } from './support.ts';

leavesNoDescriptor();

describe('Ten thousand connections', () => {
  it('leave no descriptor and no memory behind', async () => {
    const { loop } = realLoop();
    const server = new TCPServer(
      async (stream) => {
        await stream.write(await stream.readUntil('\n'));
      },
      { loop },
    );
    own({ close: () => server.stop() });
    const { port } = server.listen(0).address() as InternetAddress;
    const client = new TCPClient();

    async function exchange(): Promise<void> {
      const stream = await client.connect('127.0.0.1', port, { loop });
      await stream.write('hello\n');
      await stream.readUntil('\n');
      stream.close();
    }

    async function connections(count: number): Promise<void> {
      for (let i = 0; i < count; i += 100) {
        await Promise.all(Array.from({ length: 100 }, exchange));
      }
      for (let turn = 0; turn < 5; turn++) await loop.moment(); // the server sees the end
    }

    const tenThousand = async () => {
      await loop.run(() => connections(10_000), { timeout: 50_000 });
      return { fds: descriptors().size, heap: heapUsed() };
    };
    // What is made once, compiled code for the most part, is made by the second time.
    await tenThousand();
    const before = await tenThousand();
    const after = await tenThousand();
    const grown = (after.heap - before.heap) / 1024;
    console.log(
      `${before.fds} → ${after.fds} descriptors, ${grown.toFixed(0)} KiB more`,
    );
    expect(after.fds).toBe(before.fds);
    expect(grown).toBeLessThan(128); // 13 bytes for each connection
  }, 150_000);
});
