/**
 * What both languages are read into: all that the rest needs to know of a file. Two of
 * the answers are worked out only when asked for.
 */

export interface Parsed {
  declared: Declared[];
  /** The tokens of a stretch of text: no comments, no white space. */
  tokens: (start: number, end: number) => Token[];
  /** Offsets of executable code: at least one on each executable line. */
  code: () => number[];
}

/** A named piece of text, with the comments right above it. */
export interface Declared {
  name: string;
  start: number;
  end: number;
  /** Where the body of a function or class opens. Fields and types have none. */
  body: number | undefined;
}

export interface Token {
  start: number;
  end: number;
  text: string;
}
