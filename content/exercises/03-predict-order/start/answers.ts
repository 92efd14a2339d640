// TODO(exercise): the words that each program says, in order.

export const first: string[] = ['?'];

export const second: string[] = ['?'];

export const third: string[] = ['?'];
