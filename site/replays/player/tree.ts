/** Where the entries of a heap stand when it is drawn as a tree. */

const LEVEL = 46; // px from level to level
export const TREE_LEVELS = 4; // fifteen entries; deeper ones are drawn as a field
const TOP = 12;

export const levelOf = (index: number): number => Math.floor(Math.log2(index + 1));

/** The parent's index; none for the top. */
export const parentOf = (index: number): number | undefined =>
  index > 0 ? (index - 1) >> 1 : undefined;

/** The middle of the mark of entry `index`. */
export function placeOf(index: number, width: number): { x: number; y: number } {
  const level = levelOf(index);
  const nth = index - (2 ** level - 1);
  const share = width / 2 ** level;
  return { x: Math.round(share * (nth + 0.5)), y: TOP + level * LEVEL };
}

/** How high a tree of so many entries is. */
export function treeHeight(count: number): number {
  return count === 0
    ? 0
    : TOP + Math.min(levelOf(count - 1), TREE_LEVELS - 1) * LEVEL + 36;
}

export const inTree = (index: number): boolean => index < 2 ** TREE_LEVELS - 1;

const PITCH = 7; // px from mark to mark in the field

/** The marks of what lies deeper, row by row, in the order of the array. */
export function fieldPath(places: number[], width: number): string {
  const columns = Math.max(1, Math.floor(width / PITCH));
  const at = (i: number) => {
    const nth = i - (2 ** TREE_LEVELS - 1);
    return `M${(nth % columns) * PITCH} ${Math.floor(nth / columns) * PITCH + 5}l2.5-5 2.5 5z`;
  };
  return places.map(at).join('');
}

export function fieldHeight(count: number, width: number): number {
  const deep = count - (2 ** TREE_LEVELS - 1);
  const columns = Math.max(1, Math.floor(width / PITCH));
  return deep > 0 ? Math.ceil(deep / columns) * PITCH + 8 : 0;
}
