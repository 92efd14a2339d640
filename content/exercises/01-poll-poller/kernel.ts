/** A kernel with nothing but poll(2), and the channels that a test opens. */

import {
  ERROR,
  type Events,
  type Fd,
  NONE,
  READ,
  WRITE,
} from '../../../loop/core/poller.ts';
import { Lesson } from '../../../site/exercises/run/lesson.ts';
import { POLLNVAL, type PollCall } from './poll-call.ts';

export class Kernel {
  readonly #levels = new Map<Fd, Events>(); // of the descriptors that are open
  #next: Fd = 5;
  now = 0;
  calls = 0;

  readonly poll: PollCall = (fds, timeout) => {
    this.calls++;
    if (!Number.isInteger(timeout)) throw fraction(timeout);
    for (const entry of fds) {
      const level = this.#levels.get(entry.fd);
      entry.revents = level === undefined ? POLLNVAL : level & (entry.events | ERROR);
    }
    const found = fds.filter(({ revents }) => revents !== NONE).length;
    if (found === 0 && timeout < 0) throw forEver;
    if (found === 0) this.now += timeout;
    return found;
  };

  /** Two ends: what is sent into the writer can be read from the reader. */
  channel() {
    const [reader, writer] = [this.#next++, this.#next++];
    const set = (fd: Fd, level: Events) => () => void this.#levels.set(fd, level);
    set(reader, NONE)();
    set(writer, WRITE)();
    return {
      reader,
      writer,
      send: set(reader, READ),
      receive: set(reader, NONE),
      hangUp: set(reader, ERROR),
      close: () => void this.#levels.delete(reader),
    };
  }
}

const fraction = (timeout: number) =>
  new Lesson({
    zh: `内核只收整数毫秒，你给了 ${timeout}。\`waitMilliseconds()\` 会换算，也会把 \`Infinity\` 变成 -1。`,
    en: `The kernel takes whole milliseconds, and you gave ${timeout}. \`waitMilliseconds()\` converts, and makes -1 of \`Infinity\`.`,
  });

const forEver = new Lesson({
  zh: '要等到永远，可是没有一个描述符会就绪：要么没有把关注列表交给内核，要么不该等。',
  en: 'It would wait for ever, and no descriptor will be ready. Either the kernel was not given the interest list, or it should not have waited.',
});
