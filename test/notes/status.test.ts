import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeProject } from './project.ts';
import {
  commit,
  edit,
  git,
  LONG,
  NOTES,
  notes,
  read,
  root,
  SOURCE,
  settle,
  useTemporaryProject,
} from './temporary-project.ts';

useTemporaryProject();

describe('npm run notes', LONG, () => {
  it('prints notes and coverage by file, and ends well, when all is well', async () => {
    await settle();
    expect(await notes()).toEqual({
      status: 0,
      out: `${SOURCE}   2 notes  100 % of 5 lines\n2 notes on 1 file, all in place`,
      err: '',
    });
  });

  it('prints missing lines and every problem, and fails', async () => {
    await settle();
    edit(NOTES, 'export function wake(count: number) {', 'flush();');
    const { status, out } = await notes();
    expect(status).toBe(1);
    expect(out.split('\n')).toEqual([
      `${SOURCE}   2 notes   60 % of 5 lines  no note on 2-3`,
      `${NOTES}: 3 of 5 executable lines belong to a note ` +
        '(60 %, 90 % needed); missing: 2-3',
      '1 problem',
    ]);
    edit(NOTES, '读空。', '');
    expect((await notes()).out).toContain(`${NOTES}: drain-reads: zh is missing\n`);
  });

  it('shows of a stale note the old code, the new code and both texts', async () => {
    await settle();
    edit(SOURCE, '  flush();\n', '  flush(count);\n');
    commit();
    edit(SOURCE, 'Wakes', 'Rouses');
    commit();
    const { status, out } = await notes();
    expect(status).toBe(1);
    expect(out).toMatch(
      new RegExp(
        [
          'wake-writes {2}loop/extra\\.ts {2}wake',
          ' {2}last read at [0-9a-f]+ of \\d{4}-\\d\\d-\\d\\d; since then',
          ' {2}- /\\*\\* Wakes the loop\\. \\*/',
          ' {2}\\+ /\\*\\* Rouses the loop\\. \\*/',
          ' {4}export function wake\\(count: number\\) \\{',
          ' {6}write\\(count\\);',
          ' {2}- {3}flush\\(\\);',
          ' {2}\\+ {3}flush\\(count\\);',
          ' {4}\\}',
          ' {2}zh: 写入即唤醒。',
          ' {2}en: To write is to wake\\.',
          ' {6}Nothing else would\\.',
        ].join('\n'),
      ),
    );
    expect(out).toContain(`${NOTES}: wake-writes: stale: seen `);
    expect(out).not.toContain('drain-reads  loop');
  });

  it('takes the latest commit with the signed code', async () => {
    await settle();
    edit(SOURCE, 'Wakes', 'Rouses');
    commit();
    edit(SOURCE, 'flush();', 'sync();');
    expect((await notes()).out).not.toContain('Wakes');
  });

  it('says so when no commit has the signed code', async () => {
    await settle();
    edit(NOTES, / {2}seen: (\w+) {3}#/.exec(read(NOTES))?.[1] ?? '', '1234abcd');
    expect((await notes()).out).toContain(
      `  no commit of ${SOURCE} was found with seen 1234abcd; it quotes\n` +
        '    export function wake(count: number) {\n',
    );
  });

  it('does not take what is only staged for a commit', async () => {
    await settle();
    rmSync(join(root, '.git'), { recursive: true });
    git('init', '--quiet');
    git('add', '--all');
    edit(SOURCE, 'flush();', 'sync();');
    expect((await notes()).out).toContain('no commit of loop/extra.ts was found');
  });

  it('does without git', async () => {
    await settle();
    rmSync(join(root, '.git'), { recursive: true });
    edit(SOURCE, 'flush();', 'sync();');
    expect(await notes()).toMatchObject({
      status: 1,
      out: expect.stringContaining('no commit of loop/extra.ts was found'),
      err: '',
    });
  });

  it('asks once for each new note to be signed, and shows no more of it', async () => {
    const { status, out } = await notes();
    expect(status).toBe(1);
    const lines = out.split('\n').slice(1);
    expect(lines).toEqual([
      expect.stringContaining('wake-writes: stale: seen new, now '),
      expect.stringContaining('drain-reads: stale: seen new, now '),
      '2 problems',
    ]);
  });

  it('does not keep back what else is wrong with the id of a new note', async () => {
    writeProject(root, {
      sources: { 'loop/twin.ts': read(SOURCE) },
      notes: { 'content/notes/loop/twin.yaml': read(NOTES) },
      ledger: '',
    });
    expect((await notes()).out).toContain(
      `content/notes/loop/twin.yaml: drain-reads: duplicate id, also in ${NOTES}\n`,
    );
  });

  it('holds every file to its share with --all', async () => {
    await settle();
    writeProject(root, {
      sources: { 'loop/bare.ts': 'f();\n' },
      notes: {},
      ledger: '',
    });
    expect((await notes()).status).toBe(0);
    const { status, out } = await notes('--all');
    expect(status).toBe(1);
    expect(out).toContain('content/notes/loop/bare.yaml: 0 of 1 executable lines');
  });
});
