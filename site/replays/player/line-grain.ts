/** The words of the lines come with the first step into the source. */

type Words = typeof import('./line-words.ts');

let words: Words | undefined;

/** Undefined until they are there. */
export const lineWords = (): Words | undefined => words;

export async function fetchLineWords(): Promise<void> {
  words ??= await import('./line-words.ts');
}
