/** `POST /live/act`: `{"act": "block", "on": true}`. And `/live/beat`, which does nothing. */

import type { Request } from '../../../loop/examples/http/request.ts';
import { plain, type Response } from '../../../loop/examples/http/response.ts';
import { ACTS, type Act } from '../told.ts';
import type { Acts } from './acts.ts';
import type { Guard } from './guard.ts';
import type { Route } from './live-server.ts';

const JSON_TYPE = {
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
};

export const json = (data: unknown, status = 200): Response => {
  return { status, headers: JSON_TYPE, body: JSON.stringify(data) };
};

export function actRoute(
  acts: Acts,
  changed: (on: Act[]) => void,
): (guard: Guard) => Route {
  return (guard) => (request) => {
    const [path] = request.target.split('?');
    if (path === '/live/beat') return guard.refuseReading(request) ?? json({});
    if (path !== '/live/act') return null;
    const refused = guard.refuseActing(request);
    if (refused) return refused;
    const wanted = readAct(request);
    if (!wanted) return plain(400, `Known: ${ACTS.join(', ')}.`);
    acts.act(wanted.act, wanted.on);
    changed(acts.on);
    return json({ on: acts.on });
  };
}

function readAct({ body }: Request): { act: Act; on: boolean } | null {
  try {
    const { act, on = true } = JSON.parse(body.toString());
    const known = ACTS.find((each) => each === act);
    return known && typeof on === 'boolean' ? { act: known, on } : null;
  } catch {
    return null; // not JSON
  }
}
