/**
 * What was handed in, as folders and files, whether it lies on the disk or in a zip file.
 * Nothing here is followed out of its place: a link is neither folder nor file, and what
 * cannot be read says why, instead of stopping those who come after it.
 */

import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import type { Words } from '../exercise.ts';

export type Node = Folder | File | Unreadable;

export interface Folder {
  readonly kind: 'folder';
  readonly name: string;
  entries(): readonly Node[];
}

export interface File {
  readonly kind: 'file';
  readonly name: string;
  /** When it was written last, as far as that is known. */
  readonly time: number | null;
  /** Throws Unread. */
  read(): Uint8Array;
}

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly name: string;
  readonly why: Words;
}

/** Why something was not read, for whoever handed it in. */
export class Unread extends Error {
  readonly why: Words;

  constructor(zh: string, en: string) {
    super(en);
    this.why = { zh, en };
  }
}

const LIMITS = {
  file: 10_000_000, // bytes
  zip: 50_000_000, // of the zip file itself
  unzipped: 40_000_000, // of all that is taken out of one
  entries: 5000,
  depth: 8, // folders, and zip files within zip files, in all
};

const JUNK = /^(?:\.DS_Store|Thumbs\.db|desktop\.ini|__MACOSX|\.git|node_modules)$/i;

/** Throws what `lstat` throws where nothing is there. */
export function nodeAt(path: string | Buffer, depth = 0): Node {
  const name = nameOf(path);
  const stat = lstatSync(path);
  if (depth > LIMITS.depth) return unreadable(name, TOO_DEEP);
  if (stat.isDirectory())
    return { kind: 'folder', name, entries: () => onDisk(path, depth + 1) };
  if (!stat.isFile()) return unreadable(name, kindOf(stat));
  const read = () => readBytes(path, stat.size);
  const file: File = { kind: 'file', name, time: stat.mtimeMs, read };
  return /\.zip$/i.test(name) ? unzipped(file, depth) : file;
}

function onDisk(path: string | Buffer, depth: number): Node[] {
  const names = attempt(() => readdirSync(path, { encoding: 'buffer' }));
  return names
    .sort(Buffer.compare)
    .filter((name) => !JUNK.test(name.toString()))
    .map((name) => {
      const whole = Buffer.concat([Buffer.from(path), Buffer.from('/'), name]);
      try {
        return nodeAt(whole, depth);
      } catch (error) {
        return unreadable(nameOf(whole), reasonOf(error));
      }
    });
}

function readBytes(path: string | Buffer, size: number): Uint8Array {
  const most = /\.zip$/i.test(nameOf(path)) ? LIMITS.zip : LIMITS.file;
  if (size > most) throw new Unread('文件太大。', 'The file is too large.');
  return attempt(() => readFileSync(path));
}

// ── Zip files ──────────────────────────────────────────────────────────────────────────

function unzipped(file: File, depth: number): Folder {
  const { name } = file;
  const entries = () => nested(bytesIn(file.read()), file.time, depth + 1);
  return { kind: 'folder', name: name.replace(/\.zip$/i, ''), entries };
}

/** Sizes are looked at before anything is unpacked, and held to while it is. */
function bytesIn(zip: Uint8Array): Record<string, Uint8Array> {
  let [room, entries] = [LIMITS.unzipped, LIMITS.entries];
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (name.endsWith('/') || name.split('/').some((part) => JUNK.test(part)))
      return false;
    room -= originalSize;
    if (room < 0 || --entries < 0)
      throw new Unread('zip 里的东西太多。', 'There is too much in the zip file.');
    return true;
  };
  try {
    return unzipSync(zip, { filter });
  } catch (error) {
    if (error instanceof Unread) throw error;
    throw new Unread('这个 zip 文件是坏的。', 'The zip file is broken.');
  }
}

function nested(
  files: Record<string, Uint8Array>,
  time: number | null,
  depth: number,
): Node[] {
  const here = new Map<string, Record<string, Uint8Array> | Uint8Array>();
  for (const [path, bytes] of Object.entries(files)) {
    const [name = '', ...rest] = path.split(/[\\/]/).filter((part) => part !== '');
    if (name === '' || name === '..') continue;
    const known = here.get(name);
    if (rest.length === 0) here.set(name, bytes);
    else if (known && !(known instanceof Uint8Array)) known[rest.join('/')] = bytes;
    else here.set(name, { [rest.join('/')]: bytes });
  }
  return [...here].map(([name, inside]): Node => {
    if (depth > LIMITS.depth) return unreadable(name, TOO_DEEP);
    if (!(inside instanceof Uint8Array))
      return { kind: 'folder', name, entries: () => nested(inside, time, depth + 1) };
    const file: File = { kind: 'file', name, time, read: () => inside };
    return /\.zip$/i.test(name) ? unzipped(file, depth) : file;
  });
}

// ── Names and reasons ──────────────────────────────────────────────────────────────────

/** The last part, as text: of other bytes than UTF-8 as GBK, else byte by byte. */
function nameOf(path: string | Buffer): string {
  const bytes = Buffer.from(path);
  const last = bytes.subarray(bytes.lastIndexOf(0x2f) + 1);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(last);
    } catch {}
  }
  return last.toString('latin1');
}

const unreadable = (name: string, why: Words): Unreadable => {
  return { kind: 'unreadable', name, why };
};

function attempt<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const { zh, en } = reasonOf(error);
    throw new Unread(zh, en);
  }
}

export function reasonOf(error: unknown): Words {
  if (error instanceof Unread) return error.why;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM')
    return { zh: '没有读它的权限。', en: 'There is no permission to read it.' };
  const what = code || String(error);
  return { zh: `读不了：${what}。`, en: `It cannot be read: ${what}.` };
}

function kindOf(stat: ReturnType<typeof lstatSync>): Words {
  if (stat?.isSymbolicLink())
    return { zh: '是符号链接，不跟着走。', en: 'A symbolic link: it is not followed.' };
  if (stat?.isFIFO()) return { zh: '是管道，不是文件。', en: 'A pipe, and no file.' };
  if (stat?.isSocket())
    return { zh: '是套接字，不是文件。', en: 'A socket, and no file.' };
  return { zh: '是设备，不是文件。', en: 'A device, and no file.' };
}

const TOO_DEEP: Words = {
  zh: '目录套得太深，没有读。',
  en: 'Not read: the folders are nested too deeply.',
};
