/**
 * The head of a C++ declaration: all that stands before its body or its semicolon. It
 * alone tells a function from a variable, a struct from a namespace.
 *
 * It is read into a summary in which a group is one word, so that a plain pattern can
 * judge it: `int Fd::Read(char* to) const {` becomes `int Fd :: Read () const`.
 */

import type { CppCursor } from './cpp-cursor.ts';

export interface Head {
  kind: 'namespace' | 'linkage' | 'function' | 'type' | 'enum' | 'other';
  name: string;
}

const GROUPS: Record<string, string> = { '(': '()', '[': '[]', '{': '{}' };

const NAME = String.raw`(?:[\w$]+ :: )*(?:~ )?[\w$]\S*`;
const CALL = new RegExp(`(?<name>${NAME}) \\(\\)`, 'g');
const KEY = String.raw`\b(?<key>struct|class|union|enum)`;
const BETWEEN = String.raw`(?: (?:struct|class|\[\]|alignas \(\)))*`;
const TYPE = new RegExp(String.raw`${KEY}${BETWEEN}(?: (?<name>[\w$]+))?`);
const NAMESPACE = /^(?:inline )?namespace(?<name>(?: (?:::|[\w$]+))*)$/;
const VARIABLE = /^.*?(?<name>[\w$]+)(?: \[\])*(?= (?:=|\{\}|,)|$)/;

/** Each takes parentheses and is nobody's name. */
const ATTRIBUTES = new Set(['__attribute__', '__declspec', 'alignas', 'decltype']);

/** Reads up to `;`, to the `{` of a body, or to a `}` that belongs to somebody else. */
export function readHead(cursor: CppCursor): Head {
  let summary = '';
  while (!cursor.done && cursor.text !== ';' && cursor.text !== '}') {
    if (cursor.text === '{' && opensBody(summary)) break;
    summary += `${summary && ' '}${readWord(cursor, summary)}`;
  }
  return judge(summary);
}

function readWord(cursor: CppCursor, before: string): string {
  const { text } = cursor;
  if (text === 'operator') return readOperator(cursor);
  if (text === '<' && /[\w$]$/.test(before) && cursor.skipAngles()) return '<>';
  cursor.skip();
  return GROUPS[text] ?? (text.endsWith('"') ? '""' : text);
}

/** `operator==`, `operator()`: one word, up to the parameters. */
function readOperator(cursor: CppCursor): string {
  const from = cursor.index;
  cursor.index += cursor.at(from + 1) === '(' ? 3 : 1;
  while (!cursor.done && cursor.text !== '(') cursor.index++;
  let word = '';
  for (let i = from; i < cursor.index; i++) word += cursor.at(i);
  return word;
}

/** Or is this `{` a value, as in `int x{1}`, `= {…}` and a constructor's `: a_{a}`? */
function opensBody(summary: string): boolean {
  if (/\(\).* : .*(?:[\w$]|<>)$/.test(summary)) return false;
  return judge(summary).kind !== 'other';
}

function judge(summary: string): Head {
  const [declaration = ''] = summary.split(' = ');
  const call = [...declaration.matchAll(CALL)].find(
    ({ groups }) => !ATTRIBUTES.has(groups?.name ?? ''),
  );
  if (call) return { kind: 'function', name: named(call) };
  if (declaration === summary) {
    if (summary === 'extern ""') return { kind: 'linkage', name: '' };
    const space = NAMESPACE.exec(summary);
    if (space) return { kind: 'namespace', name: named(space) };
    const type = TYPE.exec(summary);
    if (type && !summary.includes('{}')) {
      return { kind: type.groups?.key === 'enum' ? 'enum' : 'type', name: named(type) };
    }
  }
  return { kind: 'other', name: named(VARIABLE.exec(summary)) };
}

function named(match: RegExpExecArray | null): string {
  return (match?.groups?.name ?? '').replaceAll(' ', '');
}
