/**
 * The stroke before the first turn: from the semicolon of the title to the first staff.
 * Drawn at build time for a mono face as wide as it should be; where the reader's face
 * is not, the script measures and draws it again.
 */

/** Where the semicolon ends, in px from the left of the drawing. */
export const SEMICOLON = { wide: 606, tall: 344 };

/** `origin`: where the first staff begins; null for the tall score, which runs down. */
export function leadPath(from: number, origin: number | null): string {
  if (origin === null) {
    return `M${from}-108H${from + 2}A15 15 0 0 1 ${from + 2}-78H48A14 14 0 0 0 34-64V0`;
  }
  const turn = from + 16;
  return `M${from}-122H${turn}A29 29 0 0 1 ${turn}-64H${origin}A32 32 0 0 0 ${origin} 0`;
}
