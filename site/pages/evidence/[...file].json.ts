/** Which tests ran which lines of a file: asked for when the first line is opened. */

import type { APIRoute } from 'astro';
import { evidenceOf, measured } from '../../build/evidence.ts';
import { sources } from '../../build/sources.ts';

export const getStaticPaths = () =>
  [...sources.keys()].filter(measured).map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params }) =>
  Response.json(evidenceOf(params.file as string));
