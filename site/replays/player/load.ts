/** What the player asks for, each once: the recording, and the files that it runs through. */

import { load } from '../../ui/browser/site.ts';
import type { Recording } from '../recording.ts';
import type { LoopEvent } from './loop-event.ts';

/** A file for the source pane, made at build time. Markup in it is our own. */
export interface Listing {
  file: string;
  /** Each line as markup, white space in front included. */
  lines: string[];
  /** For each line, the place in `notes` of what is said about it; -1 for nothing. */
  noteOf: number[];
  notes: ListedNote[];
  /** Whether the site has a page of this file. */
  page: boolean;
  /** Lines that a broken twin has changed. */
  changed?: number[];
}

export interface ListedNote {
  id: string;
  from: number;
  to: number;
  css?: string; // of its concept
  zh: string; // markup
  en: string;
}

type CallsClass = typeof import('./calls.ts').Calls;

export interface Loaded {
  recording: Recording;
  events: readonly LoopEvent[];
  listings: Listing[];
  /** Where the run has made system calls: what draws them. */
  Calls?: CallsClass | undefined;
}

export async function callsOf({ steps }: Recording): Promise<CallsClass | undefined> {
  const some = steps.some(({ calls = [] }) => calls.length > 0);
  return some ? (await import('./calls.ts')).Calls : undefined;
}

/** `changed`: the files of a broken twin, which are listed apart, with their change. */
export async function loadRun(id: string, changed: string[] = []): Promise<Loaded> {
  const recording = await load<Recording & { story: LoopEvent[] }>(
    `replays/${id}.json`,
  );
  const folder = (file: string) => (changed.includes(file) ? `${id}/` : '');
  const places = recording.files.map((f) => `replays/lines/${folder(f)}${f}.json`);
  const [Calls, ...listings] = await Promise.all([
    callsOf(recording),
    ...places.map((place) => load<Listing>(place)),
  ]);
  return { recording, events: recording.story, listings, Calls };
}
