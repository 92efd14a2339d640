/**
 * The exhibits: the real text of every source file, taken at build time. Never a copy.
 * Keys are paths from the root of the repository, `loop/core/poller.ts`.
 */

const found = {
  ...import.meta.glob<string>('/loop/**/*.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('/native/*.{cc,h}', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
};

export const sources = new Map(
  Object.entries(found).map(([path, text]) => [path.slice(1), text]),
);

/** The lines of a text, without the empty one that the last newline would add. */
export const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');
