/**
 * What was worked out once for a text is kept in .generated/ for the next build. An
 * entry that a build does not ask for is gone with it; another version starts anew.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export class Kept<T> {
  readonly #version: string;
  readonly #before: Record<string, T>;
  readonly #now: Record<string, T> = {};

  constructor(path: string, version: string) {
    this.#version = version;
    this.#before = this.#read(path);
    process.once('exit', () => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify({ version, entries: this.#now }));
    });
  }

  of(text: string, make: () => T): T {
    const key = createHash('sha256').update(text).digest('base64url').slice(0, 16);
    this.#now[key] ??= this.#before[key] ?? make();
    return this.#now[key];
  }

  #read(path: string): Record<string, T> {
    try {
      const { version, entries } = JSON.parse(readFileSync(path, 'utf8'));
      return version === this.#version ? entries : {};
    } catch {
      return {}; // the first time
    }
  }
}
