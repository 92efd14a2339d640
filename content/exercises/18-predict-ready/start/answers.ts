// TODO(exercise): the fds that each poll reports, '5 7'; '' for none.

export const first: string[] = ['?'];

export const second: string[] = ['?'];

export const third: string[] = ['?'];
