/** Files of source that have moved: their old addresses lead to the new ones. */

import { z } from 'zod';
import text from '../../content/moved.yaml?raw';
import { readContent, shape } from '../content/content-file.ts';

const paths = z.record(z.string(), shape.text);

/** Old path to new. */
export const moved = Object.entries(readContent('content/moved.yaml', text, paths));
