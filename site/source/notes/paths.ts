/**
 * Which notes belong to which source: `content/notes/loop/waker.yaml` is about
 * `loop/node/waker.ts`. Where two files differ only in their ending, as `native/sys.h` and
 * `native/sys.cc` would, the notes name it: `content/notes/native/sys.h.yaml`.
 */

export const NOTES_FOLDER = 'content/notes/';
export const LEDGER_PATH = `${NOTES_FOLDER}ids.yaml`;

const SOURCE_ENDINGS = ['.ts', '.cc', '.h'];

/** Where the notes on a source are kept. */
export function notesPathOf(source: string): string {
  return `${NOTES_FOLDER}${source.replace(/\.\w+$/, '')}.yaml`;
}

/** The sources that a notes file may be about: one, if all is well. */
export function sourcesOf(notesPath: string, sources: Iterable<string>): string[] {
  const stem = notesPath.slice(NOTES_FOLDER.length).replace(/\.yaml$/, '');
  const known = [...sources];
  if (known.includes(stem)) return [stem];
  return SOURCE_ENDINGS.map((ending) => stem + ending).filter((f) => known.includes(f));
}

/** `../../loop/a.ts` and `/loop/a.ts` are `loop/a.ts`: the keys of globs vary. */
export function fromRoot(path: string): string {
  return path.replace(/^(?:\.{0,2}\/)+/, '');
}

export function isCpp(file: string): boolean {
  return /\.(?:cc|h)$/.test(file);
}
