import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeProject } from './project.ts';
import {
  CODE,
  edit,
  LEDGER,
  LONG,
  NOTES,
  notes,
  read,
  root,
  SOURCE,
  settle,
  useTemporaryProject,
  YAML,
} from './temporary-project.ts';

useTemporaryProject();

describe('npm run notes -- accept', LONG, () => {
  it('signs one note, publishes its id, and leaves every other byte', async () => {
    const { status, out } = await notes('accept', 'wake-writes');
    expect(status).toBe(0);
    const seen = /signed wake-writes: new → ([0-9a-f]{8})\n/.exec(out)?.[1] ?? '';
    expect(out).toContain(`published wake-writes on ${SOURCE}`);
    expect(read(NOTES)).toBe(YAML.replace('seen: new', `seen: ${seen}`));
    expect(read(LEDGER)).toContain(`published:\n  ${SOURCE}:\n    - wake-writes\n`);
    expect(read(LEDGER)).not.toContain('drain-reads');
  });

  it('signs several at once', async () => {
    expect((await notes('accept', 'wake-writes', 'drain-reads')).status).toBe(0);
    expect((await notes()).status).toBe(0);
  });

  it('signs again what has become stale', async () => {
    await settle();
    edit(SOURCE, 'flush();', 'sync();');
    const before = read(NOTES);
    const ledger = read(LEDGER);
    const { out } = await notes('accept', 'wake-writes');
    const [, old = '', now = ''] = /signed wake-writes: (\w+) → (\w+)$/.exec(out) ?? [];
    expect(read(NOTES)).toBe(before.replace(old, now));
    expect(read(LEDGER)).toBe(ledger);
    expect((await notes()).status).toBe(0);
  });

  it('says so when there is nothing to sign', async () => {
    await settle();
    expect(await notes('accept', 'wake-writes')).toMatchObject({
      status: 0,
      out: 'signed and published already',
    });
  });

  it('knows no such id: names the nearest, signs nothing', async () => {
    const { status, out, err } = await notes('accept', 'drain-reads', 'wake-write');
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^unknown id wake-write; nearest: wake-writes\n/);
    expect(read(NOTES)).toBe(YAML);
  });

  it('names the file that cannot be read when an id is unknown', async () => {
    edit(NOTES, '- id: wake-writes\n', '- no: id\n');
    expect((await notes('accept', 'wake-writes')).err).toContain(
      `${NOTES}:2: id is missing`,
    );
  });

  it('refuses a note that does not fit, and signs the others', async () => {
    edit(NOTES, 'export function drain() {', 'gone();');
    const { status, out } = await notes('accept', '--all');
    expect(status).toBe(1);
    expect(out).toContain('signed wake-writes: new → ');
    expect(out).toContain(`refused ${NOTES}: drain-reads: quote not found in drain`);
    expect(read(NOTES)).not.toMatch(/seen: \w+\n {2}zh: 读空/);
    expect(read(LEDGER)).not.toContain('drain-reads');
  });

  it('refuses a note with a field that it does not know, once', async () => {
    edit(NOTES, '  zh: 读空。', '  zh: 读空。\n  hz: 读空。');
    const { status, out } = await notes('accept', '--all');
    expect(status).toBe(1);
    expect(out.match(/unknown field "hz"/g)).toHaveLength(1);
    expect(read(LEDGER)).not.toContain('drain-reads');
  });

  it('refuses a note that lacks a language', async () => {
    edit(NOTES, 'Empties it.', '');
    const { status, out } = await notes('accept', 'drain-reads');
    expect(status).toBe(1);
    expect(out).toBe(`refused ${NOTES}: drain-reads: en is missing`);
    expect(read(NOTES)).not.toMatch(/seen: [0-9a-f]{8}/);
  });

  it('refuses an id that two files use', async () => {
    const twin = YAML.replace(/\n- id: drain[\s\S]*/, '');
    writeProject(root, {
      sources: { 'loop/twin.ts': CODE },
      notes: { 'content/notes/loop/twin.yaml': twin },
      ledger: '',
    });
    const { status, out } = await notes('accept', 'wake-writes');
    expect(status).toBe(1);
    expect(out).toContain(
      'wake-writes: duplicate id, also in content/notes/loop/twin.yaml',
    );
    expect(read(NOTES)).toBe(YAML);
  });

  it('refuses to touch a ledger that it cannot read', async () => {
    writeFileSync(join(root, LEDGER), 'published: [x]\n');
    const { status, out } = await notes('accept', '--all');
    expect(status).toBe(1);
    expect(out).toBe(`refused ${LEDGER}:1: published is not a map`);
    expect(read(NOTES)).toBe(YAML);
  });
});
