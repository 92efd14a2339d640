/** What the recorder tells the program that it records; handed over as JSON. */

export interface Task {
  /** The folder that holds `loop/` and the scenario: the project, or a patched copy. */
  root: string;
  /** From there. */
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
}
