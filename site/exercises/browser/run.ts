/** Runs an exercise where it can do no harm; one that hangs is ended. */

import { runConfined } from '../confined/outside.ts';
import type { News, Outcome, Runnable } from '../exercise.ts';
import { Supervisor } from '../run/supervise.ts';

export function runInBrowser(
  exercise: Runnable,
  text: string,
  tell: (news: News) => void,
): Promise<Outcome> {
  const job = { exercise, text };
  const supervisor = new Supervisor(
    (tell, gone) => runConfined<News>('exercise', job, tell, gone),
    tell,
  );
  return supervisor.outcome;
}
