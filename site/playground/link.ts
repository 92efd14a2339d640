/** A program as a part of an address: compressed, and sent to nobody. */

const KEY = 'p=';
const LONGEST = 20_000; // characters of a program

export class BrokenLink extends Error {
  override readonly name = 'BrokenLink';
}

/** `#p=…`, for an address. */
export async function toFragment(text: string): Promise<string> {
  const stream = new Blob([text])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const base64 = btoa(String.fromCharCode(...bytes));
  return `#${KEY}${base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** The program in a fragment; null: there is none. Throws BrokenLink. */
export async function fromFragment(fragment: string): Promise<string | null> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(KEY)) return null;
  try {
    return await inflate(bytesOf(text.slice(KEY.length)));
  } catch (error) {
    throw new BrokenLink(String(error));
  }
}

/** Not further than a program may be long: a few bytes can stand for a gigabyte. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = stream.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LONGEST) throw new Error('too long');
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
