/** `/live/tests`: how far the tests of this start are, for every page that shows them. */

import type { Progress, TestNews, ToServer } from '../link.ts';
import { Events, eventOf } from './events.ts';
import type { Guard } from './guard.ts';
import type { Route } from './live-server.ts';

export class TestsRoute {
  readonly #events = new Events();
  #progress: Progress = { state: 'waiting', done: 0, total: 0, failed: 0 };
  readonly #news: TestNews[] = []; // all of this start

  hear(message: ToServer): void {
    if (message.tell === 'replaced') this.#events.tell('replaced', {});
    if (message.tell !== 'tests') return;
    this.#progress = message.progress;
    this.#news.push(...message.news);
    this.#events.tell('tests', { progress: message.progress, news: message.news });
  }

  route(guard: Guard): Route {
    return (request) => {
      if (request.target !== '/live/tests') return null;
      const so = { progress: this.#progress, news: this.#news };
      return (
        guard.refuseReading(request) ?? this.#events.listen(() => eventOf('tests', so))
      );
    };
  }
}
