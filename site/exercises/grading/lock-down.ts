/**
 * Makes a realm in which nothing that the harness relies on can be changed: before a line
 * of a student's runs there, all that the language brings along is frozen, and so is the
 * global object. Otherwise `Array.prototype.every = () => true` would pass every test.
 *
 * Frozen, an inherited property cannot be shadowed by assignment any more: `error.name =`
 * would throw. So what is often shadowed becomes an accessor that behaves as before.
 */

const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object;

// They reach out of the realm, or run code of the student's after the test is over.
const WITHOUT = ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'FinalizationRegistry'];
const OwnProxy = Proxy; // a student's would have another answer each time it is asked

export function lockDown(...more: object[]): void {
  for (const name of [...WITHOUT, 'Proxy', 'console'])
    Reflect.deleteProperty(globalThis, name);
  const all = reachable([globalThis, ...unnamed(), ...more]);
  for (const each of [Object, Function, Error, TypeError, RangeError, SyntaxError])
    allowShadows(each.prototype);
  for (const each of all) if (!ArrayBuffer.isView(each)) freeze(each);
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
    const isThing = typeof each === 'object' || typeof each === 'function';
    if (!isThing || each === null || found.has(each)) continue;
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
    const get = () => value;
    const set = function (this: object, own: unknown) {
      if (this === prototype) throw new TypeError(`${String(key)} is frozen`);
      const shadow = {
        value: own,
        writable: true,
        enumerable: true,
        configurable: true,
      };
      defineProperty(this, key, shadow);
    };
    defineProperty(prototype, key, { get, set, enumerable, configurable: false });
  }
}

/** What a module gives away: its functions, classes and lists stay as they are. */
export function seal(exports: Record<string, unknown>): void {
  for (const value of Object.values(exports)) {
    if (typeof value === 'function' && value.prototype) {
      allowShadows(value.prototype);
      freeze(value.prototype);
    }
    if (typeof value === 'function' || Array.isArray(value)) freeze(value);
  }
}

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
