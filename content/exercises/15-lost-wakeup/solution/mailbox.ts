import type { Memory } from '../memory.ts';

/** Messages from a worker to the loop, and a bell to wake it. */
export class Mailbox {
  readonly memory: Memory;

  constructor(memory: Memory) {
    this.memory = memory;
  }

  /** In the worker. Rings only if the loop has not been rung for already. */
  post(message: string): void {
    this.memory.put(message);
    if (!this.memory.exchangeRung(true)) this.memory.ring();
  }

  /** In the loop, when the bell has rung. */
  take(): string[] {
    this.memory.silence();
    this.memory.exchangeRung(false); // who posts from here on rings for himself
    return this.memory.takeAll();
  }
}
