/**
 * Who is on this machine to be measured against: a peer that is missing is left out by
 * name, with what installs it.
 */

import type { Missing } from '../../site/benchmarks/measured.ts';
import { output } from './machine.ts';

const PYTHONS = ['/usr/bin/python3', 'python3'];

const HINTS: Record<string, string> = {
  asyncio: 'apt install python3',
  uvloop: 'apt install python3-uvloop',
  tornado: 'apt install python3-tornado',
  wrk: 'apt install wrk',
  cc: 'apt install gcc',
  taskset: 'apt install util-linux',
};

interface Python {
  readonly command: string;
  readonly version: string;
}

const found = new Map<string, Python | null>(); // to ask is slow, and the answer stays

/** The Python that can import a module, and the module's version; or nothing. */
export function python(module: string): Python | null {
  if (!found.has(module)) found.set(module, findPython(module));
  return found.get(module) ?? null;
}

function findPython(module: string): Python | null {
  const script = `import ${module} as m, platform; print(getattr(m, '__version__', getattr(m, 'version', platform.python_version())))`;
  for (const command of PYTHONS) {
    const version = output(command, '-c', script);
    if (version) return { command, version };
  }
  return null;
}

/** Is there such a program? */
export function has(program: string): boolean {
  return output('sh', '-c', `command -v ${program}`) !== '';
}

export function missing(peer: string): Missing {
  return { peer, hint: HINTS[peer] ?? `install ${peer}` };
}

/** What is not here, of all that the benchmark would like to have. */
export function allMissing(): Missing[] {
  const programs = ['cc', 'wrk', 'taskset'].filter((program) => !has(program));
  const modules = ['asyncio', 'uvloop', 'tornado'].filter((module) => !python(module));
  return [...programs, ...modules].map(missing);
}

/** The versions of those that are, for the record. */
export function versions(): Record<string, string> {
  const modules = ['asyncio', 'uvloop', 'tornado'];
  const known = modules.map((module) => [module, python(module)?.version ?? '']);
  const compiler = output('cc', '--version').split('\n')[0] ?? '';
  const load = output('sh', '-c', 'wrk -v 2>&1 | head -1').split(' ').slice(0, 2);
  return Object.fromEntries(
    [...known, ['cc', compiler], ['wrk', load.join(' ')]].filter(([, text]) => text),
  );
}
