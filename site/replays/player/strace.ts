/** System calls as strace prints them. */

import type { Call } from '../recording.ts';

/** `epoll_wait(4, [{EPOLLIN, fd 7}], 1024, 300) = 1` */
export function straceOf({ name, args, result, errno }: Call): string {
  return `${name}(${args.join(', ')}) = ${result}${errno ? ` ${errno}` : ''}`;
}
