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
    // TODO(exercise): what if the worker posts between two of these lines?
    const messages = this.memory.takeAll();
    this.memory.exchangeRung(false);
    this.memory.silence();
    return messages;
  }
}
