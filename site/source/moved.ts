/** Files of source that have moved: their old addresses lead to the new ones. */

import text from '../../content/moved.yaml?raw';
import { moved as schema } from '../content/schemas/moved.ts';
import { readContent } from '../content/yaml.ts';

/** Old path to new. */
export const moved = Object.entries(readContent('content/moved.yaml', text, schema));
