/** What cannot be right is refused where it is given, while the stack shows by whom. */

export function checkFunction(fn: unknown, what = 'The callback'): void {
  if (typeof fn === 'function') return;
  throw new TypeError(`${what} must be a function, got ${String(fn)}`);
}

/** Throws TypeError for an option of another name, rather than ignore it. */
export function refuseUnknown<T extends object>(
  options: T,
  known: (keyof T & string)[],
): T {
  const names: string[] = known;
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return options;
  throw new TypeError(`Unknown option '${unknown}'; known: ${names.join(', ')}`);
}
