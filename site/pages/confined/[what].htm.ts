/** The page for the frame in which programs run. Not `.html`: nobody reads it. */

import type { APIRoute } from 'astro';
import { type Confined, confinedPage, WORKERS } from '../../exercises/confined/page.ts';

export const getStaticPaths = () =>
  Object.keys(WORKERS).map((what) => ({ params: { what } }));

export const GET: APIRoute = async ({ params }) =>
  new Response(await confinedPage(params.what as Confined), {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
