/** The code as it was when a note was signed: git knows it, if it was committed. */

import { execFileSync } from 'node:child_process';
import { signature } from '../signature.ts';
import { readSource, symbolIn } from '../symbols.ts';

const COMMITS_TO_LOOK_AT = 200;

export interface Reading {
  commit: string;
  date: string;
  /** The lines of the symbol. */
  code: string[];
}

/** The last commit in which the symbol had this signature. */
export function lastReading(
  root: string,
  file: string,
  symbol: string,
  seen: string,
): Reading | undefined {
  for (const { commit, date } of commitsOf(root, file)) {
    const code = codeSigned(
      file,
      git(root, 'show', `${commit}:./${file}`),
      symbol,
      seen,
    );
    if (code) return { commit, date, code };
  }
  return undefined;
}

/** The lines of a symbol in a text, part by part. */
export function codeOf(file: string, text: string, symbol: string): string[] {
  const source = readSource(file, text);
  const parts = symbolIn(source, symbol)?.parts ?? [];
  return parts.flatMap(({ from, to }) => source.lines.all.slice(from - 1, to));
}

function codeSigned(
  file: string,
  text: string,
  symbol: string,
  seen: string,
): string[] | undefined {
  const source = readSource(file, text);
  const parts = symbolIn(source, symbol)?.parts;
  const same = parts && signature(source, parts) === seen;
  return same ? codeOf(file, text, symbol) : undefined;
}

function commitsOf(root: string, file: string): { commit: string; date: string }[] {
  const log = git(root, 'log', `-${COMMITS_TO_LOOK_AT}`, '--format=%h %cs', '--', file);
  return log
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [commit = '', date = ''] = line.split(' ');
      return { commit, date };
    });
}

/** What git says; nothing where there is no git, no history or no such file. */
function git(root: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
}
