import { describe, expect, it } from 'vitest';
import { coverage, requiredShare } from '../../site/source/notes/coverage.ts';

/** Each executable line is marked with a `*` in its first column. */
function marked(text: string): { text: string; lines: number[] } {
  const rows = text.split('\n');
  const lines = rows.flatMap((row, i) => (row.startsWith('*') ? [i + 1] : []));
  return { text: rows.map((row) => row.replace(/^\*/, ' ')).join('\n'), lines };
}

describe('an executable line', () => {
  it('is in TypeScript one on which something is done, not only named', () => {
    const { text, lines } = marked(`
 /** Essay. */
 import { a } from './a.ts';
 import type { B } from './b.ts';
 export { c } from './c.ts';

 export interface D {
   e: string;
 }

 type F = {
   g: number;
 };

*const table = {
*  one: 1,
*  two: [
*    2,
   ],
 };

 class H extends I implements J {
   readonly #k: string;
   declare l: string;
*  static m = 1;

*  constructor(
*    n: number,
   ) {
     // remark
*    super(n);
   }

   o(p: string): void;
   o(p: number): void;
*  o(p: unknown): void {
*    if (p) {
*      q(p);
*    } else if (r) {
*      s(
*        t,
*        () => {
*          u();
         },
       );
*    } else {
*      v();
     }
*    switch (p) {
*      case 1:
*        break;
*      default:
*        w();
     }
*    try {
*      x();
*    } catch {
*      y();
     }
*    return z
*      .then(a)
*      .catch(b as
         C);
   }
 }

*export default h;
`);
    expect(coverage('loop/a.ts', text, []).missing).toEqual(lines);
  });

  it('is no abstract member and no ambient declaration', () => {
    const { text, lines } = marked(`
 declare const a: number;
 declare function b(): void;
 declare class C {
   d(): void;
 }
 declare global {
   var e: number;
 }
 abstract class F {
   abstract g: number;
   abstract h(): void;
*  i = 1;
 }
`);
    expect(coverage('loop/a.ts', text, []).missing).toEqual(lines);
  });

  it('is in C++ a line of a function, but no line of mere brackets', () => {
    const { text, lines } = marked(`
 // Essay.
 #include <napi.h>

 namespace {

 constexpr int kMax = 3;

 int Promise(int a);

 struct S {
   int a = 1;
*  int B() { return a; }
 };

 // Remark.
*int F(int a,
*      int b) {
   // remark
*  if (a) {
*    Call(a, {
*      b
     });
*  } else {
 #ifdef X
*    return 1;
 #endif
   }
 }

 }  // namespace
`);
    expect(coverage('native/a.cc', text, []).missing).toEqual(lines);
  });
});

describe('requiredShare', () => {
  it('is all of the heart, nine tenths of the rest, nothing of examples', () => {
    expect(requiredShare('loop/core/poll-ioloop.ts')).toBe(1);
    expect(requiredShare('loop/pollers/epoll.ts')).toBe(1);
    expect(requiredShare('native/epoll.cc')).toBe(1);
    expect(requiredShare('loop/pollers/select.ts')).toBe(0.9);
    expect(requiredShare('loop/net/socket.ts')).toBe(0.9);
    expect(requiredShare('native/fd.cc')).toBe(0.9);
    expect(requiredShare('native/sys.h')).toBe(0);
    expect(requiredShare('loop/examples/hello.ts')).toBe(0);
  });
});
