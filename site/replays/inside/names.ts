/** What a function is called in a drawing: its name, else what it does first. */

type Named = { name: string };

export function nameOf(fn: unknown): string {
  if (typeof fn !== 'function') return String(fn);
  const { name } = fn as Named;
  if (name) return name.replace(/^bound /, '');
  const [, called] =
    /=>\s*\{?\s*(?:void\s+|await\s+)?(?:this\.)?([#\w.]+)\(/.exec(`${fn}`) ?? [];
  return called ?? 'anonymous';
}
