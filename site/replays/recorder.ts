/** Every scenario of a project and its broken twins, recorded or taken from the cache. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism, release } from 'node:os';
import { join } from 'node:path';
import { codeOf, Kept } from '../ui/kept.ts';
import { parting } from './events.ts';
import { readScenarios, type Scenario } from './library.ts';
import { Program } from './program.ts';
import { record } from './record.ts';
import type { Recording } from './recording.ts';
import { checked } from './schema.ts';
import { shownLines } from './shown-lines.ts';
import { type Changed, changedBy, inCopy } from './twin.ts';

export interface Recorded extends Scenario {
  recording: Recording;
  twins: RecordedTwin[];
}

export interface RecordedTwin {
  id: string;
  recording: Recording;
  changed: Changed[];
  /** The steps at which the two runs part. */
  parting: { good: number; broken: number };
}

/** A scenario that this machine cannot run. */
export interface Absent extends Scenario {
  reason: string;
}

export interface Settings {
  report?: (done: number, of: number, id: string) => void;
  /** Take what is kept, even if it was made of something else. */
  stale?: boolean;
}

interface Job {
  id: string;
  scenario: Scenario;
  changed: Changed[];
}

export async function recordAll(root: string, settings: Settings = {}) {
  const scenarios = readScenarios(root);
  const reason = whyNoKernel(root);
  const needsKernel = ({ file }: Scenario) => file.backEnd !== 'simulated';
  const absent = scenarios.filter((each) => reason && needsKernel(each));
  const present = scenarios.filter((each) => !absent.includes(each));
  const jobs = present.flatMap((scenario) => jobsOf(root, scenario));
  const recordings = await runAll(root, jobs, settings);
  return {
    recorded: present.map((each) => together(each, jobs, recordings)),
    absent: absent.map((each): Absent => ({ ...each, reason })),
  };
}

/** Empty where the kernel can be asked. */
function whyNoKernel(root: string): string {
  if (process.platform !== 'linux')
    return `needs epoll, which ${process.platform} lacks`;
  if (existsSync(join(root, 'native/build/addon.node'))) return '';
  return 'needs native/build/addon.node, which is not compiled here';
}

function jobsOf(root: string, scenario: Scenario): Job[] {
  const { slug, folder, file } = scenario;
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  const twins = file.twins.map(({ id, patch }) => {
    const path = `${folder}/${patch}`;
    return { id, scenario, changed: changedBy(path, read(path), read) };
  });
  return [{ id: slug, scenario, changed: [] }, ...twins];
}

/** As many at a time as there are processors. */
async function runAll(root: string, jobs: Job[], { report, stale }: Settings) {
  const madeBy = makersOf(root);
  const recordings = new Map<string, Recording>();
  const waiting = [...jobs];
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      recordings.set(job.id, await recordingOf(root, job, madeBy, stale));
      report?.(recordings.size, jobs.length, job.id);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return recordings;
}

const LOOP = [
  'loop/{core,node,net,pollers}/**/*.ts',
  'loop/*.ts',
  'native/*.{cc,h,ts}',
];
const RECORDER = ['program', 'record', 'shown-lines', 'twin', 'inside/preload'];

/** Of what all recordings depend on: the loop, the recorder, Node and the kernel. */
function makersOf(root: string): string[] {
  const loop = globSync(LOOP, { cwd: root }).sort();
  return [
    process.version,
    process.platform,
    release(),
    ...loop.flatMap((file) => [file, readFileSync(join(root, file), 'utf8')]),
    ...codeOf(RECORDER.map((name) => `site/replays/${name}.ts`)),
  ];
}

async function recordingOf(
  root: string,
  job: Job,
  madeBy: readonly string[],
  stale = false,
): Promise<Recording> {
  const { id, scenario, changed } = job;
  const { backEnd, show, over } = scenario.file;
  const text = readFileSync(join(root, scenario.scenario), 'utf8');
  const from = [id, text, JSON.stringify([backEnd, show, over, changed])];
  const path = join(root, '.generated/replays', `${id}.json`);
  const kept = new Kept<Recording>(path, madeBy);
  const known = stale ? kept.any() : kept.get(from);
  if (known) return known;
  const recording = kept.put(from, checked(await recordOne(root, job)));
  kept.save();
  return recording;
}

/** Record it now, whatever is kept. */
export async function recordOne(root: string, { id, scenario, changed }: Job) {
  const { file } = scenario;
  const from = (root: string) =>
    record({
      id,
      backEnd: file.backEnd,
      program: new Program(root, scenario.scenario),
      ...shownLines(file.show, file.over),
    });
  if (changed.length === 0) return await from(root);
  return await inCopy(root, scenario.scenario, changed, from);
}

function together(
  scenario: Scenario,
  jobs: readonly Job[],
  recordings: ReadonlyMap<string, Recording>,
): Recorded {
  const recording = recordings.get(scenario.slug) as Recording;
  const twins = scenario.file.twins.map(({ id }) => {
    const broken = recordings.get(id) as Recording;
    const changed = jobs.find((job) => job.id === id)?.changed ?? [];
    return { id, recording: broken, changed, parting: parting(recording, broken) };
  });
  return { ...scenario, recording, twins };
}
