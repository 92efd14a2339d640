export const first: string[] = ['5 7', '5', '5', ''];

export const second: string[] = ['5', '', '5', '', ''];

export const third: string[] = ['5 7', '5', '', '9', ''];
