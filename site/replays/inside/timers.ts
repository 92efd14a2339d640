/**
 * Node's setTimeout(), on the clock of the recording. One timer of Node does for all:
 * whenever it goes off, the earliest is called if its time has come on that clock.
 */

const EARLY = 0.5; // ms by which a timer of Node may be too early

const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
};

interface Timer {
  due: number;
  call: () => void;
  ref(): Timer;
  unref(): Timer;
}

export interface TimersClock {
  begin(): void;
  now(): number;
  /** It is just `time`: whatever it is later is the lateness of this machine. */
  settle(time: number): void;
}

export class Timers {
  readonly #clock: TimersClock;
  #waiting: Timer[] = []; // the earliest first
  #real: NodeJS.Timeout | undefined;

  constructor(clock: TimersClock) {
    this.#clock = clock;
  }

  readonly setTimeout = (
    callback: (...args: unknown[]) => void,
    delay = 1,
    ...args: unknown[]
  ): Timer => {
    this.#clock.begin();
    const timer: Timer = {
      due: this.#clock.now() + delay,
      call: () => callback(...args),
      ref: () => timer,
      unref: () => timer,
    };
    const index = this.#waiting.findIndex(({ due }) => due > timer.due);
    this.#waiting.splice(index < 0 ? this.#waiting.length : index, 0, timer);
    this.#plan();
    return timer;
  };

  readonly clearTimeout = (timer?: Timer): void => {
    this.#waiting = this.#waiting.filter((other) => other !== timer);
    this.#plan();
  };

  #plan(): void {
    real.clearTimeout(this.#real);
    const [next] = this.#waiting;
    if (!next) return;
    this.#real = real.setTimeout(() => this.#look(next), next.due - this.#clock.now());
  }

  #look(next: Timer): void {
    if (next.due - this.#clock.now() > EARLY) {
      this.#plan();
      return;
    }
    this.#clock.settle(next.due);
    this.clearTimeout(next); // and plan the one after it
    next.call();
  }
}
