// TODO(exercise): the timeout of each poll, in ms.

export const first: number[] = [-1];

export const second: number[] = [-1];

export const third: number[] = [-1];
