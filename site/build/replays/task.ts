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
  /** Lines in whose calls nothing is shown: what they call is stepped over. */
  over: Record<string, number[]>;
  /** Lines of constructors that have not called super() yet. */
  delicate: Record<string, number[]>;
  mostSteps: number;
}
