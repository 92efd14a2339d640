/** What the names in a file mean: asked for when a reader first points at one. */

import type { APIRoute } from 'astro';
import { shownIn } from '../../source/names/links.ts';
import { sources } from '../../source/sources.ts';

export const getStaticPaths = () =>
  [...sources.keys()].map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params }) =>
  Response.json(shownIn(params.file as string));
