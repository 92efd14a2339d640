/** What can be found, in both languages: asked for when the search is first opened. */

import type { APIRoute } from 'astro';
import { entries } from '../search/search.ts';

export const GET: APIRoute = () => Response.json(entries());
