/**
 * What was worked out once is kept in .generated/ for the next build, under the hash of
 * all that it depends on: what it was made from, the code that makes it, and the versions
 * of the libraries that this code uses. An entry that nobody asks for is not written again.
 */

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix } from 'node:path';

type Stored<T> = { version: string; entries: Record<string, T> };

export class Kept<T> {
  readonly #path: string;
  readonly #version: string;
  readonly #before: Stored<T>;
  readonly #now: Record<string, T> = {};

  /** `madeBy`: what all entries depend on, see `codeOf()`. */
  constructor(path: string, madeBy: readonly string[]) {
    this.#path = path;
    this.#version = hashOf(madeBy);
    this.#before = stored(path);
  }

  /** What was made from that before, or is made now. */
  of(from: readonly string[], make: () => T): T {
    return this.get(from) ?? this.put(from, make());
  }

  get(from: readonly string[]): T | undefined {
    const key = hashOf(from);
    const { version, entries } = this.#before;
    const found =
      this.#now[key] ?? (version === this.#version ? entries[key] : undefined);
    if (found !== undefined) this.#now[key] = found;
    return found;
  }

  put(from: readonly string[], value: T): T {
    this.#now[hashOf(from)] = value;
    return value;
  }

  /** Any that is kept, whatever it was made from. */
  any(): T | undefined {
    return Object.values(this.#before.entries)[0];
  }

  /** Written apart and moved: a build beside this one must never read half of it. */
  save(): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const apart = `${this.#path}.${process.pid}`;
    const all: Stored<T> = { version: this.#version, entries: this.#now };
    writeFileSync(apart, JSON.stringify(all));
    renameSync(apart, this.#path);
  }
}

function stored<T>(path: string): Stored<T> {
  try {
    const { version, entries } = JSON.parse(readFileSync(path, 'utf8'));
    return { version, entries: entries ?? {} };
  } catch {
    return { version: '', entries: {} }; // the first time
  }
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

const IMPORTED = /^(?:import|export)\b(?! type\b)(?:[^;'"]*\bfrom )? ?['"](.+?)['"]/gm;

/** Modules with all that they import: our own by their text, packages by their version. */
export function codeOf(entries: readonly string[], root = process.cwd()): string[] {
  const code = new Map<string, string>();
  const waiting = [...entries];
  for (const name of waiting) {
    if (code.has(name) || name.startsWith('node:')) continue;
    if (!name.includes('.ts')) {
      code.set(name, versionOf(name, root));
      continue;
    }
    const text = readFileSync(join(root, name), 'utf8');
    code.set(name, text);
    for (const [, path = ''] of text.matchAll(IMPORTED))
      waiting.push(path.startsWith('.') ? beside(name, path) : path);
  }
  return [...code].flat();
}

const beside = (file: string, path: string): string =>
  posix.join(posix.dirname(file), path.replace(/\?.*/, ''));

/** `@scope/name/inner` is of the package `@scope/name`. */
function versionOf(name: string, root: string): string {
  const [pack = name] = /^(?:@[^/]+\/)?[^/]+/.exec(name) ?? [];
  const path = join(root, 'node_modules', pack, 'package.json');
  // Astro's own modules, `astro:content`, belong to no package.
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : '';
}
