/**
 * Descriptors and ports, numbered as in a process that has nothing else open: the lowest
 * number that is free. Node itself has a dozen open, another number on every machine.
 */

const FIRST_FD = 3; // after standard input, output and error
const FIRST_PORT = 50001;

export class Numbers {
  readonly #fds = new Map<number, number>(); // a closed one, too, until it is used again
  readonly #open = new Set<number>(); // as they are shown
  readonly #ports = new Map<number, number>();

  opened(real: number): number {
    let fd = FIRST_FD;
    while (this.#open.has(fd)) fd++;
    this.#open.add(fd);
    this.#fds.set(real, fd);
    return fd;
  }

  closed(real: number): void {
    this.#open.delete(this.fd(real));
  }

  fd(real: number): number {
    return this.#fds.get(real) ?? real;
  }

  /** A port that the kernel has chosen; one that was asked for stays as it is. */
  port(real: number): number {
    if (real < 32768) return real;
    const port = this.#ports.get(real) ?? FIRST_PORT + this.#ports.size;
    this.#ports.set(real, port);
    return port;
  }
}
