/** Which tests ran which lines of a file: asked for when the first line is opened. */

import type { APIRoute } from 'astro';
import { sources } from '../../source/sources.ts';
import { evidenceOf, measured } from '../../tests/evidence.ts';

export const getStaticPaths = () =>
  [...sources.keys()].filter(measured).map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params }) =>
  Response.json(evidenceOf(params.file as string));
