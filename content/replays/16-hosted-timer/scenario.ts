/** A guest in Node's own loop: its timer and ours, side by side. */

import { HostedIOLoop } from '../../../loop/index.ts';

const loop = new HostedIOLoop();

function nodes(): void {
  console.log('a timer of Node');
  loop.addCallback(fromNode);
}

function ours(): void {
  console.log('a timeout of ours');
}

function fromNode(): void {
  console.log('a callback that Node’s timer has added');
  loop.stop();
}

setTimeout(nodes, 40);
loop.callLater(20, ours);
await loop.start();
