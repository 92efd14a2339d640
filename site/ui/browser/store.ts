/** What the reader chose. Storage may be forbidden or full: then nothing is kept. */

type Kept =
  | ('reading' | 'paper' | 'read')
  | ('exercises' | 'exercises-before' | 'exercises-reset' | 'playground' | 'answers');

export function recall(key: Kept): string | null {
  try {
    return localStorage.getItem(`ioloop.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: Kept, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`ioloop.${key}`);
    else localStorage.setItem(`ioloop.${key}`, value);
  } catch {}
}
