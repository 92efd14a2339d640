import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspect, runCommand } from '../../site/chapters/command.ts';
import { describe as line } from '../../site/content/yaml.ts';
import { chapterOf, FOLDER, textsOf } from './fixture.ts';

function projectWith(texts: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'chapters-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

describe('npm run chapters', () => {
  it('signs a chapter, and leaves the rest of its file as it was', async () => {
    const root = projectWith(textsOf({ unsigned: true }));
    const path = join(root, FOLDER, 'chapter.yaml');
    const before = readFileSync(path, 'utf8');
    expect(await runCommand(['accept', 'callbacks'], root)).toEqual({
      exitCode: 0,
      out: 'signed callbacks',
    });
    const { hash } = chapterOf();
    expect(readFileSync(path, 'utf8')).toBe(
      `${before}read: { zh: '${hash.en}', en: '${hash.zh}' }\n`,
    );
    await runCommand(['accept', 'callbacks'], root); // once more changes nothing
    expect(readFileSync(path, 'utf8')).toBe(
      `${before}read: { zh: '${hash.en}', en: '${hash.zh}' }\n`,
    );
  });

  it('names what it does not know', async () => {
    const root = projectWith(textsOf());
    const { exitCode, out } = await runCommand(['accept', 'calbacks'], root);
    expect({ exitCode, out }).toEqual({
      exitCode: 2,
      out: 'no chapter calbacks; nearest: callbacks',
    });
    expect((await runCommand(['reject'], root)).out).toContain('unknown command');
  });

  it('finds nothing wrong with this project', async () => {
    const { chapters, problems } = await inspect('.');
    expect(problems.map(line)).toEqual([]);
    expect(chapters.length).toBeGreaterThan(0);
  }, 60_000);
});
