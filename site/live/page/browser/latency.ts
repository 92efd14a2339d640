/** The curve: how long a request of this page takes, and one of another client. */

import { svg } from '../../../ui/browser/dom.ts';
import { pick } from '../../../ui/browser/say.ts';
import { inMs } from './names.ts';

type Who = 'mine' | 'others';

const SPAN = 30_000; // ms that are shown
const [WIDTH, HEIGHT, FOOT] = [600, 120, 14];

interface Point {
  readonly at: number;
  readonly ms: number;
}

export class Latency {
  readonly #points: Record<Who, Point[]> = { mine: [], others: [] };

  add(who: Who, ms: number): void {
    const now = performance.now();
    const points = this.#points[who];
    points.push({ at: now, ms });
    while (points[0] && now - points[0].at > SPAN) points.shift();
    this.#draw(now);
  }

  #draw(now: number): void {
    const curve = document.querySelector('[data-curve]');
    const all = [...this.#points.mine, ...this.#points.others];
    const most = Math.max(20, ...all.map(({ ms }) => ms || 0));
    const x = (at: number) => WIDTH - ((now - at) / SPAN) * WIDTH;
    const y = (ms: number) => HEIGHT - FOOT - (ms / most) * (HEIGHT - 2 * FOOT);
    const line = (who: Who) =>
      svg('polyline', {
        class: who,
        points: this.#points[who]
          .filter(({ ms }) => !Number.isNaN(ms))
          .map(({ at, ms }) => `${x(at).toFixed(1)},${y(ms).toFixed(1)}`)
          .join(' '),
      });
    const label = svg('text', { x: 4, y: 11, class: 'mono' }, inMs(most));
    const base = svg('path', { class: 'staff', d: `M0 ${HEIGHT - FOOT}H${WIDTH}` });
    curve?.replaceChildren(base, line('others'), line('mine'), label);
    this.#say();
  }

  #say(): void {
    const place = document.querySelector('[data-late]');
    const last = (who: Who) => inMs(this.#points[who].at(-1)?.ms ?? 0);
    if (!place) return;
    const span = SPAN / 1000;
    place.textContent = pick(
      `最近 ${span} 秒。实线：这一页的请求，刚才 ${last('mine')}。虚线：另一个进程里的客户端，刚才 ${last('others')}。`,
      `The last ${span} s. Solid: requests of this page, ${last('mine')} just now. Dashed: a client in another process, ${last('others')} just now.`,
    );
  }
}
