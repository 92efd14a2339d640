/** The names of each file, worked out once for each state of the sources, then kept. */

import { codeOf, Kept } from '../../ui/kept.ts';
import { sources } from '../sources.ts';
import { extract, type FileNames } from './extract.ts';

export type { Meaning, Place } from './extract.ts';

const files = [...sources.keys()].filter((file) => file.endsWith('.ts')).sort();
const texts = files.flatMap((file) => [file, sources.get(file) ?? '']);

// Some of the types are Node's.
const madeBy = codeOf(['site/source/names/extract.ts', '@types/node']);
const kept = new Kept<[string, FileNames][]>('.generated/names.json', madeBy);
const all = new Map(kept.of(texts, () => [...extract(files)]));
kept.save();

export const namesIn = (file: string): FileNames =>
  all.get(file) ?? { names: [], meanings: [] };
