import { describe, expect, it } from 'vitest';
import type { Note } from '../../site/source/notes/note.ts';
import { placeNotes } from '../../site/source/notes/placement.ts';
import { NotesError } from '../../site/source/notes/problems.ts';
import { FILE, lineOf, NOTES, NOTES_FILE, noteOf, SOURCE, signed } from './fixture.ts';

/** The message with which notes are refused. */
function refusal(notes: Note[], source = SOURCE, file = FILE): string {
  try {
    placeNotes(file, source, notes);
  } catch (error) {
    if (error instanceof NotesError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

function note(symbol: string, quote: string, more: Partial<Note> = {}): Note {
  return signed(FILE, SOURCE, { id: 'a-note', symbol, quote, ...more });
}

describe('placeNotes, refusing', () => {
  it('says what to do about a stale note', () => {
    const old = { ...noteOf('due-first'), seen: '1234abcd' };
    const { seen } = noteOf('due-first');
    expect(refusal([old])).toBe(
      `${NOTES_FILE}: due-first: stale: seen 1234abcd, now ${seen}; ` +
        're-read both texts, then npm run notes -- accept due-first',
    );
  });

  it('takes a new note for a stale one', () => {
    expect(refusal([{ ...noteOf('due-first'), seen: 'new' }])).toContain(
      'stale: seen new',
    );
  });

  it.each(['zh', 'en', 'quote', 'symbol'] as const)('wants %s', (field) => {
    expect(refusal([{ ...noteOf('due-first'), [field]: ' \n' }])).toContain(
      `due-first: ${field} is missing`,
    );
  });

  it.each(['Freeze', 'freeze_it', 'freeze--it', '-freeze', '12', 'a b', 'L12'])(
    'refuses the id %s',
    (id) => {
      expect(refusal([{ ...noteOf('due-first'), id }])).toContain(
        'id is not kebab-case',
      );
    },
  );

  it('refuses a second note with the same id', () => {
    const twin = { ...noteOf('due-first'), id: 'read-bit' };
    expect(refusal([noteOf('read-bit'), twin])).toBe(
      `${NOTES_FILE}: read-bit: duplicate id`,
    );
  });

  it('refuses two notes on one line, whatever their symbols', () => {
    const line = lineOf(SOURCE, 'const due');
    const onClass = note('TurningLoop', 'this.#timeouts.popDue(this.#now());');
    expect(refusal([noteOf('due-first'), onClass])).toBe(
      `${NOTES_FILE}: a-note: quote (line ${line}) overlaps that of due-first`,
    );
  });

  it('refuses quotes that share one of several lines', () => {
    const first = lineOf(SOURCE, 'const callbacks =');
    const second = note(
      'TurningLoop.#runCallbacks',
      'this.#callbacks = [];\nconst due = this.#timeouts.popDue(this.#now());',
    );
    expect(refusal([noteOf('freeze-the-batch'), second])).toContain(
      `quote (lines ${first + 1}-${first + 2}) overlaps that of freeze-the-batch`,
    );
  });

  it('lists everything at once, one line each', () => {
    const source = SOURCE.replaceAll('#runCallbacks', '#drainQueue').replace(
      '0x001',
      '1',
    );
    const lines = refusal([...NOTES, { ...noteOf('is-loop'), zh: '' }], source).split(
      '\n',
    );
    expect(lines.map((line) => line.split(': ').slice(1, 3).join(': '))).toEqual([
      'read-bit: stale',
      'read-bit: quote not found in TurningLoop.READ; nearest',
      'no-second-start: stale',
      'one-way-out: stale',
      'ready-again: stale',
      'freeze-the-batch: symbol gone; nearest',
      'due-first: symbol gone; nearest',
      'is-loop: zh is missing',
      'is-loop: duplicate id',
      'is-loop: quote (line 95) overlaps that of is-loop',
    ]);
  });

  it('names the notes file of a C++ source', () => {
    const cpp = 'int F() {\n  return 1;\n}\n';
    const [placed] = placeNotes('native/a.cc', cpp, [
      signed('native/a.cc', cpp, { id: 'one', symbol: 'F', quote: 'return 1;' }),
    ]);
    expect(placed).toMatchObject({ from: 2, to: 2, symbolFrom: 1, symbolTo: 3 });
    const gone = {
      ...signed('native/a.cc', cpp, { id: 'one', symbol: 'F', quote: '2' }),
    };
    expect(refusal([gone], cpp, 'native/a.cc')).toMatch(
      /^content\/notes\/native\/a\.yaml: one/,
    );
  });
});
