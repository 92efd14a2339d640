/** A place among the tokens of a C++ file, and the art of stepping over brackets. */

import type { Token } from './parsed.ts';

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

export class CppCursor {
  readonly #tokens: readonly Token[];
  index = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.index >= this.#tokens.length;
  }

  get text(): string {
    return this.at(this.index);
  }

  at(index: number): string {
    return this.#tokens[index]?.text ?? '';
  }

  /** Where the token at hand starts; at the end, where the last one ends. */
  get start(): number {
    return this.#tokens[this.index]?.start ?? this.end;
  }

  /** Where the token before this place ends. */
  get end(): number {
    return this.#tokens[Math.min(this.index, this.#tokens.length) - 1]?.end ?? 0;
  }

  opensGroup(): boolean {
    return this.text in CLOSING;
  }

  /** From an opening bracket to behind the one that closes it. */
  skipGroup(): void {
    const closing = CLOSING[this.text];
    this.index++;
    while (!this.done && this.text !== closing) this.skip();
    this.index++;
  }

  /** From `<` to behind its `>`. Stays, and says so, if it is no bracket after all. */
  skipAngles(): boolean {
    const from = this.index;
    let depth = 0;
    while (!this.done && this.text !== ';' && this.text !== '{') {
      if (this.text === '<') depth++;
      if (this.text === '>') depth--;
      this.skip();
      if (depth === 0) return true;
    }
    this.index = from;
    return false;
  }

  /** `private:` */
  skipLabel(): void {
    this.index += 2;
  }

  skip(): void {
    if (this.opensGroup()) this.skipGroup();
    else this.index++;
  }
}
