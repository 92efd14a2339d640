/** Put something around a method, for all objects of a class. */

type Method = (...args: unknown[]) => unknown;

export interface Around<Self, Args extends unknown[], Result> {
  before?(self: Self, args: Args): void;
  /** `result` is undefined if it threw: then `failed` is true. */
  after?(self: Self, args: Args, result: Result | undefined, failed: boolean): void;
}

export function wrap<Self, Args extends unknown[], Result>(
  prototype: object,
  name: string,
  around: Around<Self, Args, Result>,
): void {
  const methods = prototype as Record<string, Method>;
  const method = methods[name];
  if (!method) throw new Error(`The recorder knows ${name}(), which is gone`);
  methods[name] = function wrapped(this: unknown, ...args: unknown[]) {
    around.before?.(this as Self, args as Args);
    let result: unknown;
    let failed = true;
    try {
      result = method.apply(this, args);
      failed = false;
      return result;
    } finally {
      around.after?.(this as Self, args as Args, result as Result | undefined, failed);
    }
  };
}
