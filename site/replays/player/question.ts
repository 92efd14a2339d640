/** What is asked, and the event that answers it. */

import type { LoopEvent } from './loop-event.ts';
import type { Extra } from './state.ts';

/** The answer comes from the recording; the text and the note were written for it. */
export interface Question {
  step: number; // before this step runs it is asked
  kind: NonNullable<Extra['asked']>;
  zh: string; // markup
  en: string;
  choices: string[];
  answer: number;
  note?: string | undefined; // the id of the note that explains
}

/** The event by which a question is answered. */
const REVEALED: Record<Question['kind'], LoopEvent['kind'][]> = {
  'next-callback': ['runs'],
  'poll-timeout': ['how'],
  'ready-fds': ['woken', 'look'],
};

export function eventOf(
  { step, kind }: Question,
  events: readonly LoopEvent[],
): number {
  const after = (event: LoopEvent) =>
    kind === 'poll-timeout' ? event.step >= step : event.step > step;
  return events.findIndex(
    (event) => after(event) && REVEALED[kind].includes(event.kind),
  );
}
