import { describe, expect, it } from 'vitest';
import { cli, LONG, notes, useTemporaryProject } from './temporary-project.ts';

useTemporaryProject();

describe('the command line', LONG, () => {
  it('explains itself, and ends with 0', () => {
    const { status, out, err } = cli({}, '--help');
    expect(status).toBe(0);
    expect(out).toMatch(/^npm run notes -- accept ID/m);
    expect(err).toBe('');
  });

  it('ends with 1 when notes need attention, and paints problems', () => {
    const { status, out, err } = cli({ FORCE_COLOR: '1' });
    expect(status).toBe(1);
    expect(out).toContain('\u001b[31m');
    expect(err).toBe('');
  });

  it('does not paint where NO_COLOR is set', () => {
    const { out } = cli({ NO_COLOR: '1' });
    expect(out).toContain('stale');
    expect(out).not.toContain('\u001b');
  });

  it('ends with 2, on standard error, when it is not understood', () => {
    const { status, out, err } = cli({}, 'accept', 'nobody');
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^unknown id nobody\n/);
  });

  it.each([
    [['acept'], 'unknown command "acept"'],
    [['--al'], "Unknown option '--al'"],
    [['accept'], 'accept needs the ids of notes, or --all alone'],
    [
      ['accept', '--all', 'wake-writes'],
      'accept needs the ids of notes, or --all alone',
    ],
  ])('does not understand %j', async (args, words) => {
    const { status, out, err } = await notes(...args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(words);
    expect(err).toContain('npm run notes -- --help');
  });
});
