/**
 * The ledger of ids, content/notes/ids.yaml. An id is part of an address that people
 * keep and pass on, so it is for ever: it has a note, or a redirect to one that has.
 *
 *     published:
 *       loop/node/waker.ts: [wake-writes-one]
 *     redirects:
 *       wake-once: wake-writes-one
 */

import { hint } from '../../content/nearest.ts';
import type { Ledger } from './ledger-file.ts';
import { LEDGER_PATH } from './paths.ts';
import type { Problem } from './problems.ts';

/** Where a published address leads now: the page of `from`, at `id`, moved to `to`. */
export interface Redirect {
  from: string;
  id: string;
  to: { file: string; id: string };
}

/** A note's id, the source it is about, and the notes file it is in. */
export interface Live {
  id: string;
  file: string;
  where: string;
}

/** What is wrong between the ledger and the notes that there are. */
export function checkLedger(ledger: Ledger, live: readonly Live[]): Problem[] {
  const byId = new Map(live.map((one) => [one.id, one]));
  return [
    ...duplicates(live),
    ...unpublished(ledger, live),
    ...disappeared(ledger, byId),
    ...badRedirects(ledger, byId),
  ];
}

/** Every published address that leads somewhere else by now. */
export function redirectsOf(ledger: Ledger, live: readonly Live[]): Redirect[] {
  const byId = new Map(live.map((one) => [one.id, one]));
  return publishedIn(ledger).flatMap(({ file, id }) => {
    const end = byId.get(id) ?? follow(id, ledger, byId);
    if (typeof end === 'string' || (end.file === file && end.id === id)) return [];
    return { from: file, id, to: { file: end.file, id: end.id } };
  });
}

/** Two files cannot share an id; within one file placement.ts says so. */
function duplicates(live: readonly Live[]): Problem[] {
  return live.flatMap((one, i) => {
    const twin = live.slice(0, i).find(({ id }) => id === one.id);
    if (!twin || twin.where === one.where) return [];
    return problem(one.id, `duplicate id, also in ${twin.where}`, one.where);
  });
}

function unpublished({ published }: Ledger, live: readonly Live[]): Problem[] {
  return live
    .filter(({ file, id }) => !published.get(file)?.includes(id))
    .map(({ id, where }) => {
      const command = `npm run notes -- accept ${id}`;
      const text = `not in ${LEDGER_PATH}: to publish it, ${command}`;
      return { kind: 'unpublished', where, id, text };
    });
}

function disappeared(ledger: Ledger, live: Map<string, Live>): Problem[] {
  return publishedIn(ledger)
    .filter(({ id }) => !live.has(id) && !ledger.redirects.has(id))
    .map(({ file, id }) => {
      const guess = hint(id, live.keys());
      const text = 'disappeared: put it back or add a redirect';
      return problem(id, `${text} (was on ${file}${guess})`);
    });
}

function badRedirects(ledger: Ledger, live: Map<string, Live>): Problem[] {
  const published = new Set(publishedIn(ledger).map(({ id }) => id));
  return [...ledger.redirects.keys()].flatMap((id) => {
    if (live.has(id)) return problem(id, 'has both a note and a redirect: remove one');
    if (!published.has(id)) return problem(id, 'redirect from an id never published');
    const end = follow(id, ledger, live);
    return typeof end === 'string' ? problem(id, end) : [];
  });
}

/** The note at the end of a chain of redirects, or why there is none. */
function follow(
  id: string,
  { redirects }: Ledger,
  live: Map<string, Live>,
): Live | string {
  const path = [id];
  for (let at = redirects.get(id); at !== undefined; at = redirects.get(at)) {
    const end = live.get(at);
    if (end) return end;
    const circle = path.includes(at);
    path.push(at);
    if (circle) return `redirects in a circle: ${path.join(' → ')}`;
  }
  const last = path.at(-1) ?? id;
  return `redirect ends at ${last}, which has no note${hint(last, live.keys())}`;
}

function publishedIn({ published }: Ledger): { file: string; id: string }[] {
  return [...published].flatMap(([file, ids]) => ids.map((id) => ({ file, id })));
}

function problem(id: string, text: string, where = LEDGER_PATH): Problem {
  return { kind: 'ledger', where, id, text };
}
