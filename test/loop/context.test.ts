import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { capture, contextKey } from '../../loop/node/context.ts';

const storage = new AsyncLocalStorage<string>();
const seenIn = (scope: ReturnType<typeof capture>) =>
  scope.runInAsyncScope(() => storage.getStore(), undefined);

describe('capture', () => {
  it('gives the same scope for as long as the context is the same', () => {
    expect(capture()).toBe(capture());
    storage.run('one', () => expect(capture()).toBe(capture()));
  });

  it('gives another scope in another context, also within one function [B51]', () => {
    const scopes = storage.run('one', () => {
      const first = capture();
      const second = storage.run('two', capture);
      return [first, second, capture()];
    });
    expect(scopes.map(seenIn)).toEqual(['one', 'two', 'one']);
    expect(seenIn(capture())).toBeUndefined();
  });

  it('finds where this Node keeps the context', () => {
    expect(contextKey(capture())).toBeTypeOf('symbol');
  });

  it('finds nothing in a resource that has no context', () => {
    expect(contextKey({ [Symbol('async_id')]: 1 })).toBeUndefined();
  });
});
