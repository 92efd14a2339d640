/**
 * What a reader can do to the loop that serves the page. Each is a few lines, and named as
 * it will stand in the score.
 */

import { IOLoop, PeriodicCallback } from '../../../loop/index.ts';
import { constants, sys } from '../../../loop/node/sys.ts';
import type { Act } from '../told.ts';
import type { DeskLink } from './desk-link.ts';

const IDLE = 100; // clients
const TICK = 300; // ms
const BLOCK = 200; // ms
const CHAIN = 100; // ms
const STALE_CALLS = 3;

export class Acts {
  readonly #loop: IOLoop;
  readonly #desk: DeskLink;
  readonly #on = new Set<Act>();
  readonly #ticks: PeriodicCallback;

  constructor(loop: IOLoop, desk: DeskLink) {
    this.#loop = loop;
    this.#desk = desk;
    this.#ticks = new PeriodicCallback(function tick() {}, TICK, { loop });
    loop.addSignalHandler('SIGUSR2', function onSignal() {});
  }

  /** Those that go on until they are switched off. */
  get on(): Act[] {
    return [...this.#on];
  }

  readonly #do: Record<Act, (on: boolean) => void> = {
    idle: (on) => this.#desk.tell({ ask: 'clients', count: on ? IDLE : 0 }),
    slow: (on) => this.#desk.tell({ ask: 'slow', on }),
    tick: (on) => (on ? this.#ticks.start() : this.#ticks.stop()),
    block: () => this.#loop.addCallback(block),
    signal: () => process.kill(process.pid, 'SIGUSR2'),
    stale: () => this.#stale(),
    chain: () => this.#chain(),
  };

  act(act: Act, on: boolean): void {
    if (on && ['idle', 'slow', 'tick'].includes(act)) this.#on.add(act);
    else this.#on.delete(act);
    this.#do[act](on);
  }

  allOff(): void {
    for (const act of this.on) this.act(act, false);
  }

  /**
   * Closed before removeHandler(), while a second descriptor keeps its file open: the
   * handler is called on and on, until it is removed; and then epoll reports a number
   * that it cannot be made to forget.
   */
  #stale(): void {
    const loop = this.#loop;
    const [reader, writer] = sys.pipe2(constants.O_NONBLOCK | constants.O_CLOEXEC);
    const twin = sys.dup(reader);
    let calls = 0;
    loop.addHandler(
      reader,
      function calledThoughClosed() {
        if (++calls === STALE_CALLS) loop.removeHandler(reader);
      },
      IOLoop.READ,
    );
    sys.close(reader);
    sys.write(writer, Buffer.from('x'), 0, 1);
    loop.callLater(TICK, function cleanUp() {
      for (const fd of [twin, writer]) sys.close(fd);
    });
  }

  /** Each asks for the next, so no turn may sleep; yet each turn polls. */
  #chain(): void {
    const loop = this.#loop;
    const end = loop.time() + CHAIN;
    loop.addCallback(function link() {
      if (loop.time() < end) loop.addCallback(link);
    });
  }
}

/** Nothing else happens meanwhile: nobody is called, nobody is answered. */
function block(): void {
  const end = performance.now() + BLOCK;
  while (performance.now() < end);
}
