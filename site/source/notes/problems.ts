/** Everything that is wrong with the notes is told at once, one line each. */

export type ProblemKind =
  | 'yaml'
  | 'note'
  | 'symbol'
  | 'quote'
  | 'stale'
  | 'unpublished'
  | 'ledger'
  | 'coverage';

export interface Problem {
  kind: ProblemKind;
  /** The file to open, with its line where one is known. */
  where: string;
  id?: string;
  text: string;
}

export class NotesError extends Error {
  override readonly name = 'NotesError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'));
    this.problems = problems;
  }
}

/** `content/notes/loop/x.yaml: freeze-the-batch: quote not found in …` */
export function describe({ where, id, text }: Problem): string {
  return [where, id, text].filter((part) => part !== undefined).join(': ');
}

/** Throw them, if there are any. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new NotesError(problems);
}
