/**
 * What belongs to no language and so is missing in a bare realm: of `TextEncoder`,
 * `TextDecoder`, `MessageChannel` and `queueMicrotask` as much as an exercise needs.
 */

const PARTS = /(?:%[\da-f]{2})+/gi;

class Encoder {
  encode(text = ''): Uint8Array {
    const bytes: number[] = [];
    // Lone halves of a surrogate pair cannot be encoded.
    const escaped = encodeURIComponent(text.toWellFormed());
    for (const [, hex, plain = ''] of escaped.matchAll(/%(..)|([^%])/g))
      bytes.push(hex ? Number.parseInt(hex, 16) : plain.charCodeAt(0));
    return Uint8Array.from(bytes);
  }
}

class Decoder {
  #rest: number[] = []; // of a character whose last bytes are still to come

  decode(bytes: Uint8Array = new Uint8Array(), { stream = false } = {}): string {
    const all = [...this.#rest, ...bytes];
    const whole = stream ? all.length - unfinished(all) : all.length;
    this.#rest = all.slice(whole);
    const escaped = all.slice(0, whole).map((byte) => `%${hex(byte)}`);
    return escaped.join('').replace(PARTS, decodeRun);
  }
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** How many bytes at the end begin a character without ending it. */
function unfinished(bytes: readonly number[]): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue; // the middle of one
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? back : 0;
  }
  return 0;
}

/** Character by character where the whole is not well formed. */
function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    const byte = Number.parseInt(run.slice(1, 3), 16);
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return decodeFirst(run, length);
  }
}

function decodeFirst(run: string, length: number): string {
  const rest = (from: number) => (run.length > from ? decodeRun(run.slice(from)) : '');
  try {
    return decodeURIComponent(run.slice(0, 3 * length)) + rest(3 * length);
  } catch {
    return `\uFFFD${rest(3)}`;
  }
}

const queueMicrotask = (job: () => void): void => void Promise.resolve().then(job);

/** What waits for all promise jobs to be over. Whoever has made the realm runs them. */
export const tasks: (() => void)[] = [];

class Port {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  other: Port | null = null;

  postMessage(data: unknown): void {
    tasks.push(() => this.other?.onmessage?.({ data }));
  }

  close(): void {
    this.other = null;
  }
}

class Channel {
  readonly port1 = new Port();
  readonly port2 = new Port();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

// When this is imported: what is imported after it needs them.
Object.assign(globalThis, {
  TextEncoder: Encoder,
  TextDecoder: Decoder,
  MessageChannel: Channel,
  queueMicrotask,
});
