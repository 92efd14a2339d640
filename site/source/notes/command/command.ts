/** What `npm run notes` understands: nothing at all, `add`, or `accept` and ids. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { hint } from '../../../content/nearest.ts';
import { describe } from '../problems.ts';
import { type Project, readProject } from '../project.ts';
import { type Acceptance, accept, survey } from './accept.ts';
import { type Skeleton, skeleton } from './add.ts';
import { status } from './status.ts';

const HELP = `
npm run notes                     what there is, what is missing, what is stale
npm run notes -- --all            the same, and hold every file to its share
npm run notes -- add FILE SYMBOL  begin a note: a skeleton to be filled in
npm run notes -- accept ID…       sign notes: both texts were read beside the code
npm run notes -- accept --all     sign all of them
npm run notes -- --help           this text

Exit code: 0 all is well, 1 notes need attention, 2 the command was not understood.
`.trim();

/** The command cannot be understood: exit code 2. */
class UsageError extends Error {}

export interface Outcome {
  /** 0 all is well, 1 notes need attention, 2 the command was not understood. */
  exitCode: 0 | 1 | 2;
  out: string;
  err: string;
}

interface Command {
  name: string | undefined;
  ids: string[];
  all: boolean;
  help: boolean;
}

function readCommand(args: string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [name, ...ids] = positionals;
    return { name, ids, all: values.all, help: values.help };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Understand a command and carry it out in the project at `root`. */
export async function runCommand(args: string[], root: string): Promise<Outcome> {
  try {
    const { name, ids, all, help } = readCommand(args);
    if (help) return { exitCode: 0, out: HELP, err: '' };
    if (name === 'add') return await runAdd(root, ids);
    if (name === 'accept') return await runAccept(root, ids, all);
    if (name !== undefined) throw new UsageError(`unknown command "${name}"`);
    const { lines, problems } = status(root, await readProject(root), { all });
    return outcome(problems.length === 0, lines);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { exitCode: 2, out: '', err: `${error.message}\n\n${HELP}` };
  }
}

async function runAccept(root: string, ids: string[], all: boolean): Promise<Outcome> {
  if (all === ids.length > 0) {
    throw new UsageError('accept needs the ids of notes, or --all alone');
  }
  const project = await readProject(root);
  const { known, unreadable } = survey(project);
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const names = unknown.map((id) => `unknown id ${id}${hint(id, known)}`);
    throw new UsageError([...names, ...unreadable.map(describe)].join('\n'));
  }
  const done = accept(project, all ? known : new Set(ids));
  if (all) done.refused.push(...unreadable);
  for (const [path, text] of done.changed) await writeFile(join(root, path), text);
  return outcome(done.refused.length === 0, accounts(done));
}

async function runAdd(root: string, [file, symbol, more]: string[]): Promise<Outcome> {
  if (!file || !symbol || more) throw new UsageError('add needs a file and a symbol');
  const { id, path, text, line } = begin(await readProject(root), file, symbol);
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  return outcome(true, [
    `began ${id}: ${path}:${line}`,
    `fill in zh and en, then: npm run notes -- accept ${id}`,
  ]);
}

function begin(project: Project, file: string, symbol: string): Skeleton {
  try {
    return skeleton(project, file, symbol);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function accounts({ signed, published, refused }: Acceptance): string[] {
  const lines = [
    ...signed.map(({ id, before, now }) => `signed ${id}: ${before} → ${now}`),
    ...published.map(({ id, file }) => `published ${id} on ${file}`),
    ...refused.map((problem) => styleText('red', `refused ${describe(problem)}`)),
  ];
  return lines.length > 0 ? lines : ['signed and published already'];
}

function outcome(isFine: boolean, lines: string[]): Outcome {
  return { exitCode: isFine ? 0 : 1, out: lines.join('\n'), err: '' };
}
