/**
 * A deep and plain copy of a value that came out of a student's program, made once, before
 * it is looked at. In a copy there is nothing that could run: no getter, no `toJSON()`, no
 * `asymmetricMatch()`, no subclass. What is equal is then a matter of comparing two texts,
 * which needs no library and no state that somebody could change.
 *
 * As matchers do, it takes `undefined` in an object for no entry at all, and leaves out
 * who made an object. Two functions are equal only if they are the same.
 */

export type Plain =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | symbol
  | Plain[]
  | { [key: string]: Plain }
  | Map<Plain, Plain>
  | Set<Plain>;

const MOST = 200_000; // values: a copy must come to its end
const DEEPEST = 100;
const known = new WeakMap<object, number>(); // functions, by their number
let functions = 0;

/** Throws TypeError where a value has no end. */
export function copyOf(value: unknown): Plain {
  return new Copier().copy(value, 0);
}

class Copier {
  #count = 0;
  readonly #above: object[] = []; // to notice a circle

  copy(value: unknown, depth: number): Plain {
    if (++this.#count > MOST || depth > DEEPEST)
      throw new TypeError('A value too large to be looked at');
    if (typeof value === 'function') return Symbol(`function ${numberOf(value)}`);
    if (typeof value !== 'object' || value === null) return value as Plain;
    const up = this.#above.length - this.#above.lastIndexOf(value);
    if (up <= this.#above.length) return Symbol(`circle, ${up} up`);
    this.#above.push(value);
    try {
      return this.#inside(value, depth + 1);
    } finally {
      this.#above.pop();
    }
  }

  #inside(value: object, depth: number): Plain {
    const copy = (each: unknown) => this.copy(each, depth);
    if (Array.isArray(value)) return this.#list(value, value.length, depth);
    if (ArrayBuffer.isView(value) && 'length' in value)
      return this.#list(value, Number(value.length), depth);
    if (value instanceof Map) {
      const entries: [Plain, Plain][] = [];
      Map.prototype.forEach.call(value, (each, key) =>
        entries.push([copy(key), copy(each)]),
      );
      return new Map(entries);
    }
    if (value instanceof Set) {
      const entries: Plain[] = [];
      Set.prototype.forEach.call(value, (each) => entries.push(copy(each)));
      return new Set(entries);
    }
    return this.#entries(value, depth);
  }

  #list(list: object, length: number, depth: number): Plain[] {
    const copied: Plain[] = [];
    for (let i = 0; i < length; i++) copied.push(this.copy(read(list, i), depth));
    return copied;
  }

  #entries(value: object, depth: number): Plain {
    const copied: { [key: string]: Plain } = {};
    if (value instanceof Error)
      for (const key of ['name', 'message'])
        copied[key] = this.copy(read(value, key), depth);
    for (const key of Object.keys(value)) {
      const each = this.copy(read(value, key), depth);
      if (each === undefined) continue;
      Object.defineProperty(copied, key, { value: each, enumerable: true });
    }
    return copied;
  }
}

const read = (from: object, key: string | number): unknown =>
  (from as Record<string | number, unknown>)[key];

function numberOf(made: object): number {
  const number = known.get(made) ?? ++functions;
  known.set(made, number);
  return number;
}

/** The same text for all that is equal, and for nothing else. */
export function textOf(value: Plain): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return `${value}`; // minus zero is zero
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (value instanceof Map) {
    const entries = [...value].map(([key, each]) => `${textOf(key)}=>${textOf(each)}`);
    return `Map{${entries.sort().join()}}`;
  }
  if (value instanceof Set) return `Set{${[...value].map(textOf).sort().join()}}`;
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${textOf(each)}`,
  );
  return `{${entries.sort().join()}}`;
}
