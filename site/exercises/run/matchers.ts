/**
 * An object with a method `asymmetricMatch()` says itself what it is equal to. In what a
 * test expects that is of use; in what a student's program gives it would be equal to
 * everything.
 */

const MOST = 10_000; // objects looked at

/** Is there one anywhere in the value? */
export function holdsMatcher(value: unknown): boolean {
  const seen = new Set<unknown>();
  const waiting = [value];
  for (const each of waiting) {
    if (typeof each !== 'object' || each === null || seen.has(each)) continue;
    if ('asymmetricMatch' in each || seen.size > MOST) return true;
    seen.add(each);
    if (!ArrayBuffer.isView(each)) waiting.push(...Object.values(each));
    if (each instanceof Map || each instanceof Set) waiting.push(...each.values());
  }
  return false;
}
