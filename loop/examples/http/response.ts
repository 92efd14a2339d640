/** What is answered to a request, and the bytes that say it. */

import { STATUS_CODES } from 'node:http';
import type { IOStream } from '../../net/iostream.ts';

export interface Response {
  readonly status: number;
  /** Several of a name as a list, each on a line of its own. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Of a body that is sent elsewhere, or not at all. */
  readonly length?: number;
  /** Writes the body as it comes. Without `length` it ends with the connection. */
  stream?(to: IOStream): Promise<void>;
}

const NO_BODY = [204, 304]; // whatever was asked
let date = '';
let second = 0;

/** As text, with the status in words: what a person sees who is refused. */
export function plain(status: number, text = STATUS_CODES[status], headers = {}) {
  const type = { 'Content-Type': 'text/plain; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: `${text}\n` };
}

export function bytesOf({ body = '' }: Response): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

/** Status line and headers. To HEAD the same are answered as to GET. */
export function headOf(response: Response, body: Uint8Array, keepAlive: boolean) {
  const { status, headers = {}, stream, length } = response;
  const size = length ?? (stream ? undefined : body.length);
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, `Date: ${today()}`];
  for (const [name, value] of Object.entries(headers)) {
    const all = typeof value === 'string' ? [value] : value;
    for (const each of all) lines.push(`${name}: ${each}`);
  }
  if (size !== undefined && !NO_BODY.includes(status)) {
    lines.push(`Content-Length: ${size}`);
  }
  lines.push(`Connection: ${keepAlive ? 'keep-alive' : 'close'}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** To write a date takes longer than many an answer: once a second will do. */
function today(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) date = new Date().toUTCString();
  second = now;
  return date;
}
