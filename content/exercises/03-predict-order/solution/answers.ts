export const first: string[] = ['callback', 'timeout', 'handler'];

export const second: string[] = ['a', 'f', 'd', 'b', 'e', 'c'];

export const third: string[] = ['tick', 'read', 'reply', 'log', 'tock'];
