/** What a built page loads, and what that weighs, compressed. */

import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Of all the files together, in bytes. */
export function gzipped(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}

/** The scripts that a page loads, the ones they import included. */
export function scriptsOf(html: string): string[] {
  return withImports(named(html, /<script\b[^>]*\bsrc="([^"]+)"/g));
}

/** These scripts, and all that they import. */
export function withImports(scripts: readonly string[]): string[] {
  const files = new Set(scripts);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/from"\.\/([^"]+)"/g))
      files.add(`dist/_astro/${name}`);
  }
  return [...files];
}

export function stylesOf(html: string): string[] {
  return named(html, /<link\b[^>]*\brel="stylesheet"[^>]*\bhref="([^"]+)"/g);
}

function named(html: string, pattern: RegExp): string[] {
  const paths = [...html.matchAll(pattern)].map(([, path]) => `dist${path}`);
  return paths.filter((path) => existsSync(path));
}
