import { describe, expect, it } from 'vitest';
import { askedFor, termsOf } from '../../site/search/browser/terms.ts';

describe('termsOf', () => {
  it('cuts Chinese, which has no spaces, into all its pairs', () => {
    expect(termsOf('最小堆')).toEqual(['最小', '小堆', '堆']);
  });

  it('has a word of code whole, and its parts', () => {
    expect(termsOf('addCallback')).toEqual(['addcallback', 'add', 'callback']);
    expect(termsOf('epoll_wait')).toEqual(['epollwait', 'epoll', 'wait']);
  });

  it('takes the two out of one text', () => {
    expect(termsOf('睡在 epoll 里')).toEqual(['睡在', '在', 'epoll', '里']);
  });
});

describe('askedFor', () => {
  it('wants all pairs of a Chinese word, and no single character of it', () => {
    expect(askedFor('最小堆')).toEqual(['最小', '小堆']);
    expect(askedFor('堆')).toEqual(['堆']);
  });

  it('wants words whole: who types addCallback does not mean any callback', () => {
    expect(askedFor('addCallback  add_callback')).toEqual(['addcallback']);
  });
});
