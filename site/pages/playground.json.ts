/** The samples and the modules of the playground, for its page. */

import type { APIRoute } from 'astro';
import { playgroundModules, readSamples } from '../playground/playground.ts';

export const GET: APIRoute = () =>
  Response.json({ modules: playgroundModules(), samples: readSamples() });
