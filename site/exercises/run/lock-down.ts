/**
 * Makes a realm in which nothing that the harness relies on can be changed: before a line
 * of a student's runs there, all that the language brings along is frozen, and in the
 * grader, where nothing else is there, the global object as well. Otherwise `Array.prototype.every = () => true` would pass every test.
 *
 * Frozen, an inherited property cannot be shadowed by assignment any more: `error.name =`
 * would throw. So what is often shadowed becomes an accessor that behaves as before.
 */

const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;

// They reach out of the realm, or run code of the student's after the test is over.
const WITHOUT = ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'FinalizationRegistry'];
const OwnProxy = Proxy; // a student's would have another answer each time it is asked

const LANGUAGE = [
  'Object',
  'Function',
  'Array',
  'Number',
  'String',
  'Boolean',
  'Symbol',
  'BigInt',
  'Math',
  'JSON',
  'Reflect',
  'Promise',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Date',
  'RegExp',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'Iterator',
  'ArrayBuffer',
  'DataView',
  'Uint8Array',
  'Int32Array',
  'Float64Array',
  'WeakRef',
  'TextEncoder',
  'isNaN',
  'TextDecoder',
  'MessageChannel',
  'MessagePort',
  'parseInt',
  'parseFloat',
];

/** For a realm with nothing but the language in it. */
export function lockDown(): void {
  Error.prepareStackTrace = stackOf;
  for (const name of [...WITHOUT, 'Proxy', 'console'])
    Reflect.deleteProperty(globalThis, name);
  allowAllShadows();
  freezeAll([globalThis, ...unnamed()]);
}

/** For a worker, which has a world around its program that cannot be frozen. */
export function lockLanguage(): void {
  allowAllShadows();
  const world = globalThis as unknown as Record<string, object | undefined>;
  const named = LANGUAGE.flatMap((name) => {
    const value = world[name];
    if (!value) return [];
    defineProperty(world, name, { value, writable: false, configurable: false });
    return [value];
  });
  freezeAll([...named, ...unnamed()]);
}

function allowAllShadows(): void {
  for (const each of [Object, Function, Error, TypeError, RangeError, SyntaxError])
    allowShadows(each.prototype);
}

function freezeAll(roots: readonly object[]): void {
  for (const each of reachable(roots)) if (!ArrayBuffer.isView(each)) freeze(each);
}

/**
 * Written in here. Node's own writes it outside, where a name that is no text makes it
 * throw an error of the outer realm, by which some have got out of realms like this one.
 */
function stackOf(error: Error, calls: readonly unknown[]): string {
  const lines = calls.map((call) => `\n    at ${call}`).join('');
  try {
    return `${error.name}: ${error.message}${lines}`;
  } catch {
    return lines;
  }
}

/** What no global leads to. */
function unnamed(): object[] {
  return [
    (function* () {})(),
    (async function* () {})(),
    (async () => {}).constructor,
    [][Symbol.iterator](),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
    new Map().entries(),
    new Set().values(),
    Iterator.from({ next: () => ({ done: true, value: 0 }) }),
  ];
}

function reachable(roots: readonly object[]): Set<object> {
  const found = new Set<object>();
  const waiting: unknown[] = [...roots];
  for (const each of waiting) {
    if (!isThing(each) || found.has(each)) continue;
    found.add(each);
    waiting.push(getPrototypeOf(each));
    for (const key of Reflect.ownKeys(each)) {
      const { value, get, set } = getOwnPropertyDescriptor(each, key) ?? {};
      waiting.push(value, get, set);
    }
  }
  return found;
}

function allowShadows(prototype: object): void {
  for (const key of Reflect.ownKeys(prototype)) {
    const property = getOwnPropertyDescriptor(prototype, key);
    if (!property?.configurable || !('value' in property)) continue;
    const { value, enumerable = false } = property;
    const { get, set } = {
      get: () => value,
      set(this: object, own: unknown) {
        if (this === prototype) throw new TypeError(`${String(key)} is frozen`);
        const rest = { writable: true, enumerable: true, configurable: true };
        defineProperty(this, key, { value: own, ...rest });
      },
    };
    freeze(get);
    freeze(set);
    defineProperty(prototype, key, { get, set, enumerable, configurable: false });
  }
}

/** What a module gives away stays as it is, and all that it leads to. */
export function seal(exports: Record<string, unknown>): void {
  const given = Object.values(exports).filter(isThing);
  for (const value of given)
    if (typeof value === 'function' && value.prototype) allowShadows(value.prototype);
  freezeAll(given);
}

const isThing = (value: unknown): value is object =>
  typeof value === 'function' || (typeof value === 'object' && value !== null);

/** The exports as the student's module sees them: always up to date, never to be set. */
export function viewOf(exports: Record<string, unknown>): Record<string, unknown> {
  const refuse = () => false;
  return new OwnProxy(exports, {
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    preventExtensions: refuse,
  });
}
