import { IOLoop } from './playground.ts';

const loop = IOLoop.current();

loop.callLater(120, function c() {});
loop.callLater(40, function a() {});
loop.callLater(80, function b1() {});
loop.callLater(80, function b2() {});
loop.callLater(160, function end() {
  loop.stop();
});

loop.start();
