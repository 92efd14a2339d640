export const first: number[] = [0, 100, 150];

export const second: number[] = [70, 50];

export const third: number[] = [60, 50, 0, 415];
