/**
 * Where the map speaks of a member of Tornado's. The anchor of a row is the member’s
 * name as Tornado has it, `PollIOLoop.start`; that of a class is the name of the class.
 * A member that is inherited leads to the row of the class that has it.
 */

import text from '../../content/map.yaml?raw';
import {
  findRow,
  type Group,
  MAP_PATH,
  parseMap,
  type TornadoMap,
} from '../content/map.ts';
import type { Lang } from '../ui/text.ts';
import { url } from '../ui/urls.ts';

export const map: TornadoMap = parseMap(text, MAP_PATH);

/** `PollIOLoop.split_fd` → `IOLoop.split_fd`; nothing if the map has no such member. */
export function anchorOf(symbol: string): string | undefined {
  const row = findRow(map, symbol);
  if (row) return row.tornado;
  return map.groups.some(({ name }) => name === symbol) ? symbol : undefined;
}

export function tornadoUrl(lang: Lang, symbol: string): string | undefined {
  const anchor = anchorOf(symbol);
  return anchor && url(lang, `map/#${encodeURIComponent(anchor)}`);
}

/** None where a row already has that name: `_Timeout` is a class, and a row of its own. */
export const groupAnchor = ({ name }: Group): string | undefined =>
  findRow(map, name) ? undefined : name;
