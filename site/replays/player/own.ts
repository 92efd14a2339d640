/**
 * The player on the reader's own recording. `npm run record` opens this page with
 * `?recorded`, and serves the file; a file that was kept can be opened by hand. It never
 * leaves the machine, and nothing in it becomes markup.
 */

import { load } from '../../ui/browser/site.ts';
import { pageLang } from '../../ui/browser/words.ts';
import { plural } from '../../ui/plural.ts';
import type { Recording } from '../recording.ts';
import { callsOf, type Listing } from './load.ts';
import type { Player } from './player.ts';
import { Run } from './run.ts';

/** With the text of the files that the site does not have. */
type Own = Recording & { sources?: Record<string, string> };

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const input = byId('own-file') as HTMLInputElement;

const say = (zh: string, en: string): void => {
  byId('own-said').textContent = pageLang() === 'en' ? en : zh;
};

async function listingOf(own: Own, file: string): Promise<Listing> {
  const text = own.sources?.[file];
  if (text === undefined && /^(loop|content)\//.test(file))
    return load<Listing>(`replays/lines/${file}.json`);
  const escaped = (text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const lines = escaped.split('\n');
  return { file, lines, noteOf: lines.map(() => -1), notes: [], page: false };
}

let player: Player | undefined;

async function show(own: Own): Promise<void> {
  const listings = await Promise.all(own.files.map((file) => listingOf(own, file)));
  const [{ start }, { loadSheet }, { storyOf }, Calls] = await Promise.all([
    import('./player.ts'),
    import('./sheet.ts'),
    import('./story.ts'),
    callsOf(own),
  ]);
  await loadSheet();
  player?.end();
  const events = storyOf(new Run(own));
  player = start(
    byId('own'),
    { recording: own, events, listings, Calls },
    { page: true },
  );
  const { length } = own.steps;
  say(`${length} 步`, plural(length, 'step'));
}

async function open(recording: Promise<Own>): Promise<void> {
  try {
    await show(await recording);
  } catch {
    say(
      '这不是一份录像，或者取不到它。',
      'This is no recording, or it cannot be fetched.',
    );
  }
}

input.addEventListener('change', () => {
  const [file] = input.files ?? [];
  if (file) void open(file.text().then((text) => JSON.parse(text) as Own));
});

if (new URLSearchParams(location.search).has('recorded'))
  void open(load<Own>('replays/own.json'));
