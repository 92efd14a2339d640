/**
 * The program on the home page: it shows the last five lines. Each time the site is
 * built it runs on simulated time, and the drawing under it shows what it then did.
 */

import { IOLoop, type SimulatedIOLoop } from '../../loop/index.ts';

IOLoop.configure('simulated');
const { poller } = IOLoop.current() as SimulatedIOLoop;
const trace: { kind: string; name: string; time: number; polls: number }[] = [];

const hello = () => ran('callback', 'hello');
const reply = () => ran('callback', 'reply');
const tock = () => ran('callback', 'tock');

function onRead(fd: number): void {
  ran('handler', 'onRead');
  poller.lower(fd, IOLoop.READ); // all read
  loop.addCallback(reply);
}

function tick(): void {
  ran('timeout', 'tick');
  if (poller.now >= 900) {
    loop.stop();
    return;
  }
  loop.addCallback(tock);
  loop.callLater(300, tick);
}

function ran(kind: string, name: string): void {
  trace.push({ kind, name, time: poller.now, polls: poller.log.length });
}

poller.at(120, () => poller.raise(7, IOLoop.READ));
process.once('exit', () => console.log(JSON.stringify({ polls: poller.log, trace })));

const loop = IOLoop.current();
loop.addHandler(7, onRead, IOLoop.READ);
loop.addCallback(hello);
loop.callLater(300, tick);
IOLoop.current().start();
