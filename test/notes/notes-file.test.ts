import { describe, expect, it } from 'vitest';
import { parseNotes } from '../../site/source/notes/notes-file.ts';
import { NotesError } from '../../site/source/notes/problems.ts';

const PATH = 'content/notes/loop/a.yaml';

function refusal(text: string): string[] {
  try {
    parseNotes(PATH, text);
  } catch (error) {
    if (error instanceof NotesError) return error.message.split('\n');
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('parseNotes', () => {
  it('reads every field', () => {
    const text = `
# A remark.
- id: freeze-the-batch
  symbol: PollIOLoop.#runCallbacks # private
  quote: |
    const callbacks = this.#callbacks;
    this.#callbacks = [];
  seen: 7429439c
  zh: 先换走整条队列。
  en: >-
    The queue is taken away
    whole.
  concept: callback
  tornado: PollIOLoop.start
  behaviour: [39, 42]
  man: epoll_wait(2)
`;
    expect(parseNotes(PATH, text)).toEqual([
      {
        id: 'freeze-the-batch',
        symbol: 'PollIOLoop.#runCallbacks',
        quote: 'const callbacks = this.#callbacks;\n    this.#callbacks = [];'.replace(
          '    ',
          '',
        ),
        seen: '7429439c',
        zh: '先换走整条队列。',
        en: 'The queue is taken away whole.',
        concept: 'callback',
        tornado: 'PollIOLoop.start',
        behaviour: [39, 42],
        man: 'epoll_wait(2)',
      },
    ]);
  });

  it('takes a list of manual pages', () => {
    const [note] = parseNotes(PATH, '- {id: a, man: [epoll_wait(2), signal(7)]}');
    expect(note?.man).toEqual(['epoll_wait(2)', 'signal(7)']);
  });

  it.each(['12345678', '1234e567', '00000000', "'12345678'", 'abcdef01'])(
    'keeps the signature %s, whatever number it looks like',
    (seen) => {
      const [note] = parseNotes(PATH, `- id: a\n  seen: ${seen}\n`);
      expect(note?.seen).toBe(seen.replaceAll("'", ''));
    },
  );

  it.each(['- id: a\n', '- id: a\n  seen:\n', '- id: a\n  seen: new\n'])(
    'takes a note without signature for a new one: %j',
    (text) => expect(parseNotes(PATH, text)[0]?.seen).toBe('new'),
  );

  it('reads a file with nothing but remarks as no notes', () => {
    expect(parseNotes(PATH, '# later\n')).toEqual([]);
  });

  it('names line and note of an unknown field, and the nearest known one', () => {
    expect(refusal('- id: a\n  zh: x\n  qoute: y\n')).toEqual([
      `${PATH}:3: a: unknown field "qoute"; nearest: quote`,
    ]);
  });

  it.each([
    [
      'concept: loop',
      'concept is not one of callback, timeout, sleep, handler, signal',
    ],
    ['behaviour: 39', 'behaviour is not a list of numbers'],
    ['behaviour: [a]', 'behaviour.0 is not a number'],
    [
      'man: epoll_wait',
      'man is not a manual page like epoll_wait(2), or a list of them',
    ],
    [
      'man: [epoll_wait(2), x]',
      'man is not a manual page like epoll_wait(2), or a list of them',
    ],
    ['tornado: 5', 'tornado is not a text'],
    ['zh: {a: b}', 'zh is not a text'],
    ['seen: [1]', 'seen is not a signature'],
  ])('refuses %s', (field, text) => {
    expect(refusal(`- id: a\n  ${field}\n`)).toEqual([`${PATH}:2: a: ${text}`]);
  });

  it.each(['zh', 'en', 'quote'])('notices that a # has cut %s off', (field) => {
    expect(refusal(`- id: a\n  ${field}: see #run for more\n`)).toEqual([
      `${PATH}:2: a: ${field} is cut off at " #", a comment: ` +
        `quote the text, or put it on lines below \`${field}: |\``,
    ]);
  });

  it('takes a # in a quoted text or on lines of its own, and remarks elsewhere', () => {
    const text = `
- id: a # remark
  symbol: A.#b # remark
  zh: '见 #run。' # remark
  en: |
    See #run.
  seen: new # remark
`;
    expect(parseNotes(PATH, text)[0]).toMatchObject({
      zh: '见 #run。',
      en: 'See #run.',
    });
  });

  it('wants an id, and a list of notes', () => {
    expect(refusal('- zh: x\n')).toEqual([`${PATH}:1: id is missing`]);
    expect(refusal('- id: a\n- text\n')).toEqual([
      `${PATH}:2: not a note: it begins with \`- id: …\``,
    ]);
    expect(refusal('id: a\n')).toEqual([
      `${PATH}:1: not a list of notes: each begins with \`- id: …\``,
    ]);
  });

  it('names the line of what is no YAML', () => {
    expect(refusal('- id: a\n  zh: "x\n')).toEqual([
      expect.stringMatching(/a\.yaml:\d+: Missing closing/),
    ]);
    expect(refusal('- id: a\n  zh: x\n  zh: y\n')).toEqual([
      `${PATH}:3: Map keys must be unique`,
    ]);
  });

  it('lists all mistakes of a file at once', () => {
    expect(refusal('- id: a\n  x: 1\n- id: b\n  y: 1\n- zh: c\n')).toHaveLength(3);
  });
});
