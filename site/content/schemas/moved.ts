/** content/moved.yaml: files of source that have moved, the old path to the new one. */

import { z } from 'zod';
import { text } from '../shapes.ts';

export const moved = z.record(z.string(), text);
