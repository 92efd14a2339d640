/**
 * What two threads share, in a simulation. Each method is one step that cannot be
 * divided; before and after each of them the other thread may run.
 */
export class Memory {
  #messages: string[] = [];
  #rung = false;
  /** Is the bell ringing? Then the loop wakes up. */
  ringing = false;
  /** How often it has been rung. */
  rings = 0;
  /** Called before each step, by the test. */
  meanwhile: () => void = () => {};

  /** Lay a message into the box. */
  put(message: string): void {
    this.meanwhile();
    this.#messages.push(message);
  }

  /** Take all messages that are in the box. */
  takeAll(): string[] {
    this.meanwhile();
    return this.#messages.splice(0);
  }

  /** Set `rung`, and give what it was. */
  exchangeRung(value: boolean): boolean {
    this.meanwhile();
    const before = this.#rung;
    this.#rung = value;
    return before;
  }

  ring(): void {
    this.meanwhile();
    this.ringing = true;
    this.rings++;
  }

  silence(): void {
    this.meanwhile();
    this.ringing = false;
  }

  get waiting(): number {
    return this.#messages.length;
  }
}
