/** The declarations of a C++ file, in namespaces and classes too, with full names. */

import { CppCursor } from './cpp-cursor.ts';
import { type Head, readHead } from './cpp-head.ts';
import type { Token } from './parsed.ts';

export interface CppDeclaration {
  kind: Head['kind'];
  /** `ns::Poller::Wait`; an unnamed namespace adds nothing. */
  name: string;
  start: number;
  end: number;
  /** Where its body opens. Without one a function or a class is only promised. */
  body: number | undefined;
}

export function cppDeclarations(tokens: readonly Token[]): CppDeclaration[] {
  const reader = new Reader(tokens);
  reader.readFile();
  return reader.found;
}

class Reader {
  readonly found: CppDeclaration[] = [];
  readonly #cursor: CppCursor;

  constructor(tokens: readonly Token[]) {
    this.#cursor = new CppCursor(tokens);
  }

  readFile(): void {
    while (!this.#cursor.done) {
      this.#readScope('');
      this.#cursor.index++; // a brace too many is stepped over
    }
  }

  /** Declarations, up to the brace that closes the scope. */
  #readScope(scope: string): void {
    const cursor = this.#cursor;
    while (!cursor.done && cursor.text !== '}') {
      if (cursor.text === ';') cursor.index++;
      else if (cursor.at(cursor.index + 1) === ':') cursor.skipLabel();
      else this.#readDeclaration(scope);
    }
  }

  #readDeclaration(scope: string): void {
    const { start } = this.#cursor;
    const head = readHead(this.#cursor);
    const name = [scope, head.name].filter(Boolean).join('::');
    const body = this.#cursor.text === '{' ? this.#cursor.start : undefined;
    if (body !== undefined) this.#readBody(head.kind, name);
    if (this.#cursor.text === ';') this.#cursor.index++;
    if (head.name === '' || head.kind === 'namespace') return;
    this.found.push({ kind: head.kind, name, start, end: this.#cursor.end, body });
  }

  #readBody(kind: Head['kind'], name: string): void {
    const cursor = this.#cursor;
    if (kind === 'function' || kind === 'enum') cursor.skipGroup();
    else {
      cursor.index++;
      this.#readScope(name);
      cursor.index++;
    }
    if (kind === 'enum' || kind === 'type') {
      while (!cursor.done && cursor.text !== ';') cursor.skip(); // `} name;`
    }
  }
}
