/**
 * What a test claims of a value, as nothing but text: so that it can be judged where it
 * was made, and once more where no student's program has ever run.
 */

export type Claim = readonly [how: 'same' | 'atMost', actual: string, expected: string];

export function holds([how, actual, expected]: Claim): boolean {
  if (how === 'same') return actual === expected;
  return /^-?\d/.test(actual) && Number(actual) <= Number(expected);
}
