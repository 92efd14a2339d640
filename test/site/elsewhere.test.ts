import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASTRO, copyOfProject, PLAIN_ENV } from './copy.ts';
import { brokenLinks } from './links.ts';

describe('a site for another place', () => {
  it('is built under any path, without a compiler and without tests', () => {
    const root = copyOfProject();
    const env = { ...PLAIN_ENV, SITE_BASE: '/x/' };
    execFileSync(process.execPath, [ASTRO, 'build', '--silent'], { cwd: root, env });
    expect(brokenLinks(join(root, 'dist'), '/x/')).toEqual([]);

    const page = (path: string) =>
      readFileSync(join(root, 'dist/en', path, 'index.html'), 'utf8');
    expect(page('tests')).toContain('The tests have not been run in this checkout');
    expect(page('source/loop/node/waker.ts')).toContain('The tests were not run');
    expect(page('source/loop/node/waker.ts')).not.toContain('href="/en/');
  }, 120_000);
});
