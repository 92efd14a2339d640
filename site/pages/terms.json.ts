/** The line of each term of the glossary: shown where a text links to it. */

import type { APIRoute } from 'astro';
import { glossary } from '../reference/glossary.ts';
import { plainText } from '../ui/markdown.ts';

export const GET: APIRoute = () =>
  Response.json(
    Object.fromEntries(
      glossary.map(({ id, meaning }) => [
        id,
        { zh: plainText(meaning.zh), en: plainText(meaning.en) },
      ]),
    ),
  );
