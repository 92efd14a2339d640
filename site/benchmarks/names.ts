/** What the contenders are called on the page. */

import type { Pair } from '../ui/text.ts';
import { same } from './figures/chart.ts';

const NAMES: Record<string, Pair> = {
  'c-epoll': { zh: 'C，只有 epoll', en: 'C, epoll and nothing else' },
  'add-handler': { zh: '本项目，addHandler', en: 'ours, addHandler' },
  hosted: { zh: '本项目，寄宿在 Node 的循环里', en: 'ours, hosted by Node’s loop' },
  iostream: { zh: '本项目，IOStream 与 TCPServer', en: 'ours, IOStream and TCPServer' },
  loop: { zh: '本项目', en: 'ours' },
  'node-net': { zh: 'Node，net', en: 'Node, net' },
  node: { zh: 'Node 自己的', en: 'Node’s own' },
  uvloop: same('uvloop'),
  asyncio: same('asyncio'),
  tornado: same('Tornado'),
  'tornado-iostream': { zh: 'Tornado，IOStream', en: 'Tornado, IOStream' },
};

export const nameOf = (id: number | string | undefined): Pair =>
  NAMES[String(id)] ?? same(String(id));

const OURS = ['add-handler', 'hosted', 'iostream', 'loop'];

export const isOurs = (id: number | string | undefined): boolean =>
  OURS.includes(String(id));
