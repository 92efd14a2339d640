import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const moved = Object.entries<string>(parse(readFileSync('content/moved.yaml', 'utf8')));

describe('a file of source that has moved', () => {
  it.each(moved)('%s is not there any more, and %s is', (from, to) => {
    expect({ from: existsSync(from), to: existsSync(to) }).toEqual({
      from: false,
      to: true,
    });
  });
});
