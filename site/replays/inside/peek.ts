/**
 * Looking into private fields. Only code inside the class can, and the debugger, for as
 * long as the program stands in one of its methods. So each of these classes is called
 * once, on an object that is none of its own: the call fails at its first line, after
 * the debugger has stopped there and left behind a function that sees the field.
 */

export interface Peek {
  loop(loop: object): {
    callbacks: object[];
    timeouts: object;
    interests: object;
    ready: Map<number, number>;
    life: object;
  };
  heap(heap: object): object[];
  interests(list: object): Map<number, { source: unknown; handler: unknown }>;
  life(life: object): string;
}

export interface Place {
  name: keyof Peek;
  file: string;
  /** A method, and what is on its first line. */
  method: string;
  quote: string;
  /** The function that is left behind, in the words of the class. */
  expression: string;
}

export const PLACES: Place[] = [
  {
    name: 'loop',
    file: 'loop/core/poll-ioloop.ts',
    method: 'time',
    quote: 'return this.#host.now();',
    expression: `(loop) => ({ callbacks: loop.#callbacks, timeouts: loop.#timeouts,
      interests: loop.#interests, ready: loop.#ready, life: loop.#life })`,
  },
  {
    name: 'heap',
    file: 'loop/core/timeouts.ts',
    method: 'clear',
    quote: 'for (const timeout of this.#entries) timeout.queued = false;',
    expression: '(heap) => heap.#entries',
  },
  {
    name: 'interests',
    file: 'loop/core/interest-list.ts',
    method: 'get',
    quote: 'return this.#interests.get(fd);',
    expression: '(list) => list.#interests',
  },
  {
    name: 'life',
    file: 'loop/core/lifecycle.ts',
    method: 'leave',
    quote: "this.#state = 'idle';",
    expression: '(life) => life.#state',
  },
];
