/** The map of Tornado's loop, content/map.yaml, and the way to a row of it. */

import { readFileSync } from 'node:fs';
import { map, type Row, type TornadoMap } from './schemas/map.ts';
import { readContent } from './yaml.ts';

export type {
  Group,
  Place,
  Row,
  TornadoMap,
} from './schemas/map.ts';

export const MAP_PATH = 'content/map.yaml';

/** The map of this project. Throws a ContentError. */
export function readMap(path = MAP_PATH): TornadoMap {
  return parseMap(readFileSync(path, 'utf8'), path);
}

export const parseMap = (text: string, path = MAP_PATH): TornadoMap =>
  readContent(path, text, map);

/** The row of a member, looked up as Python does: in the class, then in its bases. */
export function findRow(map: TornadoMap, name: string): Row | undefined {
  const own = map.groups.flatMap(({ rows }) => rows).find((r) => r.tornado === name);
  const [owner = '', member] = name.split('.');
  const base = map.groups.find((group) => group.name === owner)?.extends;
  return own ?? (base ? findRow(map, `${base}.${member}`) : undefined);
}
