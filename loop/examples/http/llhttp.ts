/**
 * llhttp, the HTTP parser of Node itself, compiled to WebAssembly: undici ships it.
 *
 * It takes bytes as they come, keeps its place between two pieces, and calls back for
 * each part that it has seen. It is strict: what RFC 9112 calls an error is an error.
 */

import { createRequire } from 'node:module';

/** Called while bytes are parsed. A number other than 0 stops the parser there. */
export interface Parts {
  begin(): number;
  target(text: string): number;
  name(text: string): number;
  value(text: string): number;
  headEnds(): number;
  body(bytes: Uint8Array): number;
  end(): number;
}

interface Exports {
  memory: WebAssembly.Memory;
  malloc(size: number): number;
  free(at: number): void;
  llhttp_alloc(type: number): number;
  llhttp_execute(parser: number, at: number, size: number): number;
  llhttp_get_error_pos(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
  llhttp_get_http_major(parser: number): number;
  llhttp_get_http_minor(parser: number): number;
  llhttp_get_method(parser: number): number;
  llhttp_method_name(method: number): number;
  llhttp_resume_after_upgrade(parser: number): void;
  llhttp_should_keep_alive(parser: number): number;
}

const REQUEST = 1;
const OK = 0;
const PAUSED_UPGRADE = 22; // it leaves what follows to the new protocol
const INPUT = 64 * 1024; // bytes that fit into its memory at a time

let parts: Parts; // of the parser at work: there is one thread, which never waits
const told =
  (name: 'target' | 'name' | 'value') => (_: number, at: number, n: number) =>
    parts[name](latin1(at, n));

const wasm = createRequire(import.meta.url)('undici/lib/llhttp/llhttp_simd-wasm.js');
const instance = new WebAssembly.Instance(new WebAssembly.Module(wasm), {
  env: {
    wasm_on_message_begin: () => parts.begin(),
    wasm_on_url: told('target'),
    wasm_on_status: () => OK,
    wasm_on_header_field: told('name'),
    wasm_on_header_value: told('value'),
    wasm_on_headers_complete: () => parts.headEnds(),
    wasm_on_body: (_: number, at: number, n: number) => parts.body(view(at, n).slice()),
    wasm_on_message_complete: () => parts.end(),
  },
});
const llhttp = instance.exports as unknown as Exports;
const input = llhttp.malloc(INPUT); // one for all: a parser keeps none of it

const view = (at: number, n: number) => new Uint8Array(llhttp.memory.buffer, at, n);
const latin1 = (at: number, n: number) =>
  Buffer.from(llhttp.memory.buffer, at, n).toString('latin1');

/** A text of C's own, which ends with a zero. */
function text(at: number): string {
  return latin1(at, view(at, 200).indexOf(0));
}

export class Llhttp {
  readonly #parser = llhttp.llhttp_alloc(REQUEST);
  readonly #parts: Parts;

  constructor(of: Parts) {
    this.#parts = of;
  }

  get method(): string {
    return text(llhttp.llhttp_method_name(llhttp.llhttp_get_method(this.#parser)));
  }

  /** '1.1' */
  get version(): string {
    const [of, parser] = [llhttp, this.#parser];
    return `${of.llhttp_get_http_major(parser)}.${of.llhttp_get_http_minor(parser)}`;
  }

  get keepAlive(): boolean {
    return llhttp.llhttp_should_keep_alive(this.#parser) === 1;
  }

  /** Null if all is well; else what is wrong. After that, give it nothing more. */
  execute(bytes: Uint8Array): string | null {
    for (let at = 0; at < bytes.length; at += INPUT) {
      const wrong = this.#piece(bytes.subarray(at, at + INPUT));
      if (wrong !== null) return wrong;
    }
    return null;
  }

  #piece(bytes: Uint8Array): string | null {
    view(input, bytes.length).set(bytes);
    parts = this.#parts;
    const end = input + bytes.length;
    let error = llhttp.llhttp_execute(this.#parser, input, bytes.length);
    // We speak no other protocol. So an Upgrade is declined, and HTTP goes on.
    while (error === PAUSED_UPGRADE) {
      const rest = llhttp.llhttp_get_error_pos(this.#parser);
      llhttp.llhttp_resume_after_upgrade(this.#parser);
      error = llhttp.llhttp_execute(this.#parser, rest, end - rest);
    }
    return error === OK ? null : text(llhttp.llhttp_get_error_reason(this.#parser));
  }

  /** Gives its memory back. To be called once. */
  free(): void {
    llhttp.free(this.#parser);
  }
}
