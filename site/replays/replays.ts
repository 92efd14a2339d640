/**
 * The replays of this build: what replay.yaml tells, what the recorder saw, and the
 * questions with their answers. Recorded when first asked for, then kept.
 */

import { SingleBar } from 'cli-progress';
import type { AskedQuestion, Where } from '../content/schemas/replay.ts';
import { annotated } from '../source/annotations.ts';
import { markdown } from '../ui/markdown.ts';
import type { Pair } from '../ui/text.ts';
import { readScenarios } from './library.ts';
import { Program } from './program.ts';
import { type Answered, answered } from './questions.ts';
import { type Absent, type Recorded, recordAll } from './recorder.ts';
import type { Recording } from './recording.ts';
import type { Changed } from './twin.ts';

export interface Question extends Answered {
  zh: string; // markup
  en: string;
  note: string; // the id of the note that explains
}

export interface Twin {
  id: string; // `next-turn~no-snapshot`
  title: Pair;
  about: Pair;
  recording: Recording;
  /** The files that its patch has changed: their text, and where each line comes from. */
  changed: Changed[];
  /** The steps at which the good run and this one part. */
  parting: { good: number; broken: number };
}

export interface Replay {
  slug: string; // `next-turn`
  title: Pair;
  about: Pair;
  chapter: string; // slug
  scenario: string; // path of its program
  recording: Recording;
  questions: Question[];
  twins: Twin[];
}

const ROOT = process.cwd();

const progress = new SingleBar({
  format: 'Recording replays  {bar}  {value}/{total}  {id}',
  clearOnComplete: true,
});
progress.start(readScenarios(ROOT).length, 0, { id: '' });
const { recorded, absent: missing } = await recordAll(ROOT, {
  report: (done, of, id) => {
    progress.setTotal(of);
    progress.update(done, { id });
  },
  stale: import.meta.env.DEV,
}).finally(() => progress.stop());
// An author's change is to be on the page at once: the new recordings come with the next.
if (import.meta.env.DEV) recordAll(ROOT).catch((error) => console.warn(String(error)));

const noteIds = new Set(annotated.flatMap(({ notes }) => notes.map(({ id }) => id)));

export const replays: readonly Replay[] = recorded.map(replayOf);

/** What cannot be recorded on this machine, with the reason. */
export const absent: readonly Absent[] = missing;

function replayOf({ slug, scenario, file, recording, twins }: Recorded): Replay {
  const { title, about, chapter } = file;
  const program = new Program(ROOT, scenario);
  const questions = file.questions.flatMap((asked) => {
    try {
      return [questionOf(recording, asked, program)];
    } catch (error) {
      if (import.meta.env.DEV) return []; // the recording may be stale, or the note
      throw error;
    }
  });
  oneInATurn(slug, recording, questions);
  const told = file.twins.flatMap(({ id, title, about }) =>
    twins.filter((twin) => twin.id === id).map((twin) => ({ ...twin, title, about })),
  );
  return { slug, title, about, chapter, scenario, recording, questions, twins: told };
}

/** Two in one turn would give each other away: the answer of one is the way to the next. */
function oneInATurn(slug: string, { turns }: Recording, questions: Question[]): void {
  const turnOf = (step: number) => turns.findLastIndex(({ first }) => first <= step);
  const asked = questions.map(({ step }) => turnOf(step));
  const twice = asked.find((turn, i) => asked.indexOf(turn) !== i);
  if (twice === undefined) return;
  throw new Error(`Replay ${slug} asks twice in turn ${twice + 1}: ask once`);
}

function questionOf(
  recording: Recording,
  asked: AskedQuestion,
  program: Program,
): Question {
  const { text, note } = asked;
  if (!noteIds.has(note)) throw new Error(`Replay ${recording.id}: no note ${note}`);
  const lineOf = ({ file, quote }: Where) => program.lineOf(file, quote);
  const answer = answered(recording, asked, lineOf);
  return { ...answer, zh: markdown(text.zh), en: markdown(text.en), note };
}
