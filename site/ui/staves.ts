/** The five staves of the score, from top to bottom: the order in which a turn passes. */

export type Stave = 'callback' | 'timeout' | 'how' | 'sleep' | 'handler';

export const STAVES: readonly Stave[] = [
  'callback',
  'timeout',
  'how',
  'sleep',
  'handler',
];
