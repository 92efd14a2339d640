/** A number with its noun, for English: 1 turn, 2 turns; 0 takes the plural. */

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
