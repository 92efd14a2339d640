/** What the reader chose. Storage may be forbidden or full: then nothing is kept. */

export function recall(key: 'reading' | 'paper'): string | null {
  try {
    return localStorage.getItem(`ioloop.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: 'reading' | 'paper', value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`ioloop.${key}`);
    else localStorage.setItem(`ioloop.${key}`, value);
  } catch {}
}
