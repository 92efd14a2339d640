import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  checkNotes,
  checkNotesOf,
  type GateOptions,
} from '../../site/source/notes/gate.ts';
import { NotesError } from '../../site/source/notes/problems.ts';
import type { Project } from '../../site/source/notes/project.ts';
import { signed } from './fixture.ts';
import { writeProject, yamlOf } from './project.ts';

const WAKER = `export function wake() {
  write(1);
}
`;

const FD_CC = `int Close(int fd) {
  return close(fd);
}
`;

/** Two files, one note each, everything in order. */
function project(): Project {
  const wakes = signed('loop/node/waker.ts', WAKER, {
    id: 'wake-writes-one',
    symbol: 'wake',
    quote: 'export function wake() {',
  });
  const closes = signed('native/fd.cc', FD_CC, {
    id: 'close-once',
    symbol: 'Close',
    quote: 'int Close(int fd) {',
  });
  return {
    sources: {
      'loop/node/waker.ts': WAKER,
      'native/fd.cc': FD_CC,
      'loop/other.ts': 'f();\n',
    },
    notes: {
      'content/notes/loop/node/waker.yaml': yamlOf([wakes]),
      'content/notes/native/fd.yaml': yamlOf([closes]),
    },
    ledger:
      'published:\n  loop/node/waker.ts: [wake-writes-one]\n  native/fd.cc: [close-once]\n',
  };
}

function refusal(given: Project, options?: GateOptions): string[] {
  try {
    checkNotesOf(given, options);
  } catch (error) {
    if (error instanceof NotesError) return error.message.split('\n');
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('checkNotesOf', () => {
  it('reports notes and coverage by file when all is well', () => {
    expect(checkNotesOf(project())).toMatchObject({
      files: [
        {
          file: 'loop/node/waker.ts',
          notes: [{ id: 'wake-writes-one', from: 1, to: 1, symbolTo: 3 }],
          coverage: { executable: 2, noted: 2, missing: [] },
        },
        { file: 'native/fd.cc', notes: [{ id: 'close-once' }] },
      ],
      redirects: [],
    });
  });

  it('reports files in the order of their paths', () => {
    const { sources, notes, ledger } = project();
    const reversed = Object.fromEntries(Object.entries(notes).toReversed());
    expect(checkNotesOf({ sources, notes: reversed, ledger })).toEqual(
      checkNotesOf(project()),
    );
  });

  it('understands the keys of a glob, the ledger among them', () => {
    const { sources, notes, ledger } = project();
    const keyed = (texts: Record<string, string>, prefix: string) =>
      Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [prefix + path, text]),
      );
    const globbed = {
      sources: keyed(sources, '../../'),
      notes: { ...keyed(notes, '/'), '/content/notes/ids.yaml': ledger },
      ledger,
    };
    expect(checkNotesOf(globbed)).toEqual(checkNotesOf(project()));
  });

  it('lists what is wrong in all files at once', () => {
    const given = project();
    given.sources['loop/node/waker.ts'] = WAKER.replace('wake', 'rouse');
    given.sources['native/fd.cc'] = FD_CC.replace('close(fd)', 'Shut(fd)');
    given.ledger = given.ledger.replace('close-once', 'close-twice');
    expect(refusal(given)).toEqual([
      expect.stringMatching(
        /^content\/notes\/loop\/node\/waker\.yaml: wake-writes-one: symbol gone; nearest: r/,
      ),
      expect.stringMatching(
        /^content\/notes\/native\/fd\.yaml: close-once: stale: seen /,
      ),
      expect.stringMatching(/^content\/notes\/native\/fd\.yaml: close-once: not in /),
      expect.stringMatching(/^content\/notes\/ids\.yaml: close-twice: disappeared/),
    ]);
  });

  it('refuses a heart with lines unexplained, and says which', () => {
    const given = project();
    const text = `${WAKER}\nexport function drain() {\n  read(1);\n}\n`;
    given.sources['loop/node/waker.ts'] = text;
    expect(refusal(given)).toEqual([
      'content/notes/loop/node/waker.yaml: 2 of 4 executable lines belong to a note ' +
        '(50 %, 100 % needed); missing: 5-6',
    ]);
  });

  it('lets one line in ten of another file go', () => {
    const given = project();
    const long = (bare: number) =>
      FD_CC.replace('  return', `${'  Step();\n'.repeat(16)}  return`) +
      `int Bare() {\n${'  Step();\n'.repeat(bare - 1)}}\n`;
    for (const [bare, fits] of [
      [2, true],
      [3, false],
    ] as const) {
      given.sources['native/fd.cc'] = long(bare);
      const closes = signed('native/fd.cc', long(bare), {
        id: 'close-once',
        symbol: 'Close',
        quote: 'int Close(int fd) {',
      });
      given.notes['content/notes/native/fd.yaml'] = yamlOf([closes]);
      if (fits) expect(() => checkNotesOf(given)).not.toThrow();
      else expect(refusal(given)[0]).toContain('18 of 21 executable lines');
    }
  });

  it('asks nothing of a file without notes, unless it is told to', () => {
    expect(refusal(project(), { all: true })).toEqual([
      'content/notes/loop/other.yaml: 0 of 1 executable lines belong to a note ' +
        '(0 %, 90 % needed); missing: 1',
    ]);
  });

  it('does not complain of what follows from a note that cannot be read', () => {
    const given = project();
    given.notes['content/notes/loop/node/waker.yaml'] = '- symbol: wake\n';
    expect(refusal(given)).toEqual([
      'content/notes/loop/node/waker.yaml:1: id is missing',
    ]);
  });

  it('refuses notes on no source, with the nearest that could have notes', () => {
    const given = project();
    given.notes['content/notes/loop/node/wakr.yaml'] = '';
    expect(refusal(given)).toEqual([
      'content/notes/loop/node/wakr.yaml: there is no source file for these notes; ' +
        'nearest: content/notes/loop/node/waker.yaml',
    ]);
  });

  it('wants to know which of two sources is meant, and takes the full name', () => {
    const given = project();
    given.sources['native/fd.h'] = '// nothing\n';
    expect(refusal(given)).toEqual([
      'content/notes/native/fd.yaml: about native/fd.cc or native/fd.h? ' +
        'Name it like native/fd.cc.yaml',
    ]);
    const { 'content/notes/native/fd.yaml': text = '', ...notes } = given.notes;
    const named = { ...notes, 'content/notes/native/fd.cc.yaml': text };
    expect(checkNotesOf({ ...given, notes: named }).files).toHaveLength(2);
  });

  it('refuses a second file of notes on the same source', () => {
    const given = project();
    given.notes['content/notes/native/fd.cc.yaml'] = '';
    expect(refusal(given)).toContain(
      'content/notes/native/fd.yaml: ' +
        'content/notes/native/fd.cc.yaml has notes on native/fd.cc too',
    );
  });

  it('hands over redirects', () => {
    const given = project();
    given.ledger = given.ledger.replace('[close-once]', '[close-once, close-twice]');
    given.ledger += 'redirects:\n  close-twice: wake-writes-one\n';
    expect(checkNotesOf(given).redirects).toEqual([
      {
        from: 'native/fd.cc',
        id: 'close-twice',
        to: { file: 'loop/node/waker.ts', id: 'wake-writes-one' },
      },
    ]);
  });
});

describe('checkNotes', () => {
  const root = mkdtempSync(join(tmpdir(), 'notes-'));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('reads a project from disk', async () => {
    writeProject(root, project());
    expect(await checkNotes(root)).toEqual(checkNotesOf(project()));
  });

  it('finds a project without notes in order', async () => {
    writeProject(root, { sources: project().sources, notes: {}, ledger: '' });
    expect(await checkNotes(root)).toEqual({ files: [], redirects: [] });
  });
});
