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

describe('placeNotes', () => {
  it('gives each note the lines of its quote and of its symbol', () => {
    const [placed] = placeNotes(FILE, SOURCE, [noteOf('freeze-the-batch')]);
    expect(placed).toMatchObject({
      id: 'freeze-the-batch',
      zh: '先换走整条队列。',
      from: lineOf(SOURCE, 'const callbacks = this.#callbacks;'),
      to: lineOf(SOURCE, 'const callbacks = this.#callbacks;') + 1,
      symbolFrom: lineOf(SOURCE, 'First the queued callbacks'),
      symbolTo: lineOf(SOURCE, '#pollTimeout(): number {') - 2,
    });
  });

  it('keeps the order of the notes file, which is the order of reading', () => {
    const ids = NOTES.toReversed().map(({ id }) => id);
    expect(placeNotes(FILE, SOURCE, NOTES.toReversed()).map(({ id }) => id)).toEqual(
      ids,
    );
  });

  it('folds white space at both ends of each line, and blank lines around', () => {
    const quote =
      '\n\n\t const callbacks = this.#callbacks;  \nthis.#callbacks = [];\n\n';
    const [placed] = placeNotes(FILE, SOURCE, [
      note('TurningLoop.#runCallbacks', quote),
    ]);
    expect(placed?.from).toBe(lineOf(SOURCE, 'const callbacks ='));
  });

  it('takes a single line as a piece of a line', () => {
    const [placed] = placeNotes(FILE, SOURCE, [
      note('TurningLoop.#pollTimeout', 'Math.min('),
    ]);
    expect(placed?.from).toBe(lineOf(SOURCE, 'Math.min('));
  });

  it('wants whole lines where there are several', () => {
    const quote = 'const callbacks = this.#callbacks;\nthis.#callbacks = [';
    expect(refusal([note('TurningLoop.#runCallbacks', quote)])).toMatch(
      /: quote not found in \S+; nearest: line 64 ".*" \(\d\d % alike\)$/,
    );
  });

  it('can quote a comment', () => {
    const [placed] = placeNotes(FILE, SOURCE, [
      note('(head)', 'callbacks → timeouts → poll → handlers'),
      note('TurningLoop.#run', 'All foreign code', { id: 'other' }),
    ]);
    expect(placed?.from).toBe(4);
  });

  it('says where the nearest line of the symbol is when a quote is gone', () => {
    const source = SOURCE.replace('const due = this', 'const ripe = this');
    expect(refusal([noteOf('due-first')], source).split('\n')).toContain(
      `${NOTES_FILE}: due-first: quote not found in TurningLoop.#runCallbacks; ` +
        `nearest: line ${lineOf(source, 'const ripe')} ` +
        '"const ripe = this.#timeouts.popDue(this.#now());" (91 % alike)',
    );
  });

  it('looks beyond the symbol when nothing in it is like the quote', () => {
    const message = refusal([
      note('TurningLoop.stop', 'const due = this.#timeouts.popDue(1)'),
    ]);
    const line = lineOf(SOURCE, 'const due');
    expect(message).toContain(
      `TurningLoop.stop; nearest: line ${line} in TurningLoop.#runCallbacks`,
    );
  });

  it('has nothing to offer for a quote longer than the file', () => {
    const long = signed('a.ts', 'f();\n', {
      id: 'a',
      symbol: '(file)',
      quote: 'f();\na\nb\nc',
    });
    expect(refusal([long], 'f();\n', 'a.ts')).toContain(
      'quote not found in (file); nearest: none',
    );
  });

  it('does not accept a quote that stands only outside the symbol', () => {
    const elsewhere = note(
      'TurningLoop.stop',
      'const due = this.#timeouts.popDue(this.#now());',
    );
    expect(refusal([elsewhere])).toContain('(100 % alike)');
  });

  it('does not accept a quote that runs over the end of the symbol', () => {
    const quote = 'this.#callbacks.push(() => callback(...args));\n}\n\n/** Run until';
    expect(refusal([note('TurningLoop.addCallback', quote)])).toContain(
      'quote not found',
    );
  });

  it('does not accept a quote that begins in one overload and ends in the next', () => {
    const quote =
      'addCallback(callback: Callback): void;\n' +
      'addCallback(callback: Callback, ...args: unknown[]): void;';
    expect(refusal([note('TurningLoop.addCallback', quote)])).toContain(
      'quote not found',
    );
  });

  it('counts the lines that match, also where one is only a piece', () => {
    const source = SOURCE.replace(
      '    const due =',
      '    this.#callbacks = [] as [];\n$&',
    );
    const twice = signed(FILE, source, {
      id: 'empty-again',
      symbol: 'TurningLoop.#runCallbacks',
      quote: 'this.#callbacks = []',
    });
    const first = lineOf(source, 'this.#callbacks = [];');
    expect(refusal([twice], source)).toBe(
      `${NOTES_FILE}: empty-again: matches 2 times (lines ${first}, ${first + 1}): ` +
        'add a neighbouring line',
    );
  });

  it('says which symbol has the quote now when its symbol is gone', () => {
    const source = SOURCE.replaceAll('#runCallbacks', '#drainQueue');
    const line = lineOf(source, 'const callbacks =');
    expect(refusal([noteOf('freeze-the-batch')], source)).toBe(
      `${NOTES_FILE}: freeze-the-batch: symbol gone; ` +
        `nearest: TurningLoop.#drainQueue, which has the quote at line ${line} ` +
        '(looked for TurningLoop.#runCallbacks)',
    );
  });

  it('says which symbol has the most similar name when the quote is gone too', () => {
    expect(refusal([note('TurningLoop.#runCalback', 'nothing like it')])).toBe(
      `${NOTES_FILE}: a-note: symbol gone; nearest: TurningLoop.#runCallbacks ` +
        '(looked for TurningLoop.#runCalback)',
    );
  });
});
