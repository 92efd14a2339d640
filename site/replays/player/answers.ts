/** What was answered is kept, on this machine: by replay and step, as it was chosen. */

import { recall, remember } from '../../ui/browser/store.ts';

type Answers = Record<string, Record<string, string>>;

function all(): Answers {
  try {
    return JSON.parse(recall('answers') ?? '{}') as Answers;
  } catch {
    return {};
  }
}

export const answerOf = (replay: string, step: number): string | undefined =>
  all()[replay]?.[step];

export function keepAnswer(replay: string, step: number, answer: string | null): void {
  const answers = all();
  const own = { ...answers[replay] };
  if (answer === null) delete own[step];
  else own[step] = answer;
  remember('answers', JSON.stringify({ ...answers, [replay]: own }));
}
