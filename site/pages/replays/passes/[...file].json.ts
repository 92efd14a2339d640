/** Which replays pass which line of a file: asked for when the first mark is opened. */

import type { APIRoute } from 'astro';
import { isPassed, passesIn } from '../../../replays/passes.ts';
import { sources } from '../../../source/sources.ts';

export const getStaticPaths = () =>
  [...sources.keys()].filter(isPassed).map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params }) =>
  Response.json(passesIn(params.file as string));
