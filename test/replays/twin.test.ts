import { describe, expect, it } from 'vitest';
import { changedBy } from '../../site/replays/twin.ts';

const PATCH = `--- a/loop/x.ts
+++ b/loop/x.ts
@@ -1,3 +1,3 @@
 one
-two
+deux
 three
`;

describe('the patch of a twin', () => {
  it('gives the changed text, and where each of its lines comes from', () => {
    const read = () => 'one\ntwo\nthree\n';
    expect(changedBy('x.patch', PATCH, read)).toEqual([
      { file: 'loop/x.ts', text: 'one\ndeux\nthree\n', origins: [1, undefined, 3] },
    ]);
  });

  it('is refused when it does not apply any more', () => {
    const read = () => 'one\nzwei\nthree\n';
    expect(() => changedBy('x.patch', PATCH, read)).toThrow(
      'x.patch does not apply to loop/x.ts any more',
    );
  });
});
