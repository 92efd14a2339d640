/** Everything that is wrong with the notes is told at once, one line each. */

import { describe, type Problem as Fault } from '../../content/yaml.ts';

export { describe };

export type ProblemKind =
  | 'yaml'
  | 'note'
  | 'symbol'
  | 'quote'
  | 'stale'
  | 'unpublished'
  | 'ledger'
  | 'coverage';

export interface Problem extends Fault {
  kind: ProblemKind;
}

export class NotesError extends Error {
  override readonly name = 'NotesError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'));
    this.problems = problems;
  }
}

/** Throw them, if there are any. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new NotesError(problems);
}
