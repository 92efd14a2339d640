/** What the recorder tells the program that it records; handed over as JSON. */

import { isAbsolute, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface Task {
  /** The folder that holds `loop/` and the scenario: the project, or a patched copy. */
  root: string;
  /** From there; one that lies elsewhere by its whole path. */
  scenario: string;
  /** The compiled shim, if there is one. */
  addon: string | null;
  /** Where to write what was seen. */
  output: string;
  /** The lines to stop at, file by file. */
  lines: Record<string, number[]>;
  /** Functions, by their lines, that are stepped over with all that they call. */
  over: Record<string, [from: number, to: number][]>;
  /** Lines of constructors that have not called super() yet. */
  delicate: Record<string, number[]>;
  mostSteps: number;
  /** ms after which the program ends itself, should nobody be left to end it. */
  deadline: number;
}

export function urlOf({ root, scenario }: Task): string {
  return pathToFileURL(isAbsolute(scenario) ? scenario : join(root, scenario)).href;
}

/** From the address of a module to what the task calls the file; else undefined. */
export function filesOf(task: Task): (url: string) => string | undefined {
  const scenario = urlOf(task);
  return (url) => {
    if (url === scenario) return task.scenario;
    if (!url.startsWith('file://')) return undefined;
    const file = relative(task.root, fileURLToPath(url));
    return file.startsWith('..') ? undefined : file;
  };
}
