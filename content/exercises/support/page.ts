/** The loop outside of ours: the browser's or Node's. By way of it promise jobs run. */

export class Page {
  #channel: MessageChannel | null = null;
  #waiting: (() => void)[] = [];

  /** Resolves when all promise jobs that wait now, and what comes of them, have run. */
  giveWay(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#open().port1.postMessage(null);
    });
  }

  close(): void {
    this.#channel?.port1.close();
    this.#channel = null;
  }

  #open(): MessageChannel {
    if (this.#channel) return this.#channel;
    const channel = new MessageChannel();
    channel.port2.onmessage = () => this.#waiting.shift()?.();
    this.#channel = channel;
    return channel;
  }
}
