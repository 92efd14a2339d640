import { describe, expect, it } from 'vitest';
import { Client, serve } from './program.ts';

const MIB = 1024 * 1024;

const chatServer = () => serve('loop/examples/chat-server.ts');

/** A guest who has given a name, and been let in. */
async function guest(port: number, name: string): Promise<Client> {
  const client = await Client.connect(port);
  await client.reads('Your name? ');
  client.socket.write(`${name}\n`);
  await client.reads(`* ${name} joins`);
  return client;
}

describe('chat-server', () => {
  it('lets all hear who comes, what they say, and who leaves', async () => {
    const { port } = await chatServer();
    const alice = await guest(port, 'alice');
    const bob = await guest(port, '鲍勃');
    await alice.reads('* 鲍勃 joins 1 others');
    bob.socket.write('你好\nwhat a nice room\n');
    expect(await alice.reads(/.*\n.*\n.*room\n/)).toContain('鲍勃: what a nice room');
    await bob.reads('鲍勃: 你好');
    bob.socket.end();
    await alice.reads('* 鲍勃 leaves');
  });

  it('asks again for a name that is taken, too long, or none', async () => {
    const { port } = await chatServer();
    await guest(port, 'alice');
    const other = await Client.connect(port);
    for (const name of ['alice', '', 'a b', 'x'.repeat(21)]) {
      await other.reads('Your name? ');
      other.socket.write(`${name}\n`);
      await other.reads('Up to 20 letters');
    }
    await other.reads('Your name? ');
    other.socket.write('Alice\n');
    await other.reads('* Alice joins 1 others');
  });

  it('cuts off who does not read, and the others hear on', async () => {
    const { port } = await chatServer();
    const speaker = await guest(port, 'speaker');
    const slow = await guest(port, 'slow');
    slow.socket.pause();
    const line = `${'blah '.repeat(150)}\n`;
    let heard = '';
    speaker.socket.on('data', (text) => (heard = `${heard}${text}`.slice(-200_000)));
    let spoken = 0;
    for (let i = 0; !heard.includes('* slow leaves'); i++) {
      expect(spoken).toBeLessThan(64 * MIB);
      speaker.socket.write(`${line.repeat(100)}mark ${i}.\n`);
      spoken += 100 * line.length;
      await speaker.reads(`speaker: mark ${i}.`);
    }
    console.log(`cut off after ${(spoken / MIB).toFixed(1)} MiB`);
    speaker.socket.write('still here\n');
    await speaker.reads('speaker: still here');
  }, 20_000);

  it('throws out who sends a line without an end', async () => {
    const { port, server } = await chatServer();
    const rude = await guest(port, 'rude');
    const polite = await guest(port, 'polite');
    rude.socket.on('error', () => {});
    rude.socket.write('x'.repeat(1001));
    await polite.reads('* rude leaves');
    server.kill('SIGTERM');
    expect((await server.ended()).stderr).toBe('');
  });
});
