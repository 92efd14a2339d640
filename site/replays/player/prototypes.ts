/** System calls as the manual pages declare them. */

import type { Call } from '../recording.ts';

/** What a call returns, and the type and name of each of its parameters. */
const PROTOTYPES: Record<string, [returns: string, ...parameters: string[]]> = {
  epoll_create1: ['int', 'int flags'],
  epoll_ctl: ['int', 'int epfd', 'int op', 'int fd', 'struct epoll_event *event'],
  epoll_wait: [
    ...(['int', 'int epfd', 'struct epoll_event *events'] as const),
    'int maxevents',
    'int timeout',
  ],
  poll: ['int', 'struct pollfd *fds', 'nfds_t nfds', 'int timeout'],
  select: [
    'int',
    'int nfds',
    'fd_set *r',
    'fd_set *w',
    'fd_set *e',
    'struct timeval *t',
  ],
  eventfd: ['int', 'unsigned initval', 'int flags'],
  eventfd2: ['int', 'unsigned initval', 'int flags'],
  signalfd4: ['int', 'int fd', 'const sigset_t *mask', 'size_t size', 'int flags'],
  pipe2: ['int', 'int pipefd[2]', 'int flags'],
  read: ['ssize_t', 'int fd', 'void *buf', 'size_t count'],
  write: ['ssize_t', 'int fd', 'const void *buf', 'size_t count'],
  close: ['int', 'int fd'],
  socket: ['int', 'int domain', 'int type', 'int protocol'],
  socketpair: ['int', 'int domain', 'int type', 'int protocol', 'int sv[2]'],
  bind: ['int', 'int sockfd', 'const struct sockaddr *addr', 'socklen_t addrlen'],
  listen: ['int', 'int sockfd', 'int backlog'],
  connect: ['int', 'int sockfd', 'const struct sockaddr *addr', 'socklen_t addrlen'],
  accept4: [
    ...(['int', 'int sockfd', 'struct sockaddr *addr', 'socklen_t *addrlen'] as const),
    'int flags',
  ],
  shutdown: ['int', 'int sockfd', 'int how'],
  fcntl: ['int', 'int fd', 'int cmd', '…'],
  dup: ['int', 'int oldfd'],
  kill: ['int', 'pid_t pid', 'int sig'],
};

export interface Signature {
  returns: string;
  parameters: string[]; // as many as the call has arguments
}

/** Undefined for a call that nobody has listed. */
export function signatureOf({ name, args }: Call): Signature | undefined {
  const [returns, ...parameters] = PROTOTYPES[name] ?? [];
  if (!returns) return undefined;
  return { returns, parameters: args.map((_, i) => parameters[i] ?? '…') };
}

/** The argument that decides, and the concept that it belongs to. */
export function weightyArgument({
  name,
}: Call): [name: string, css: string] | undefined {
  if (name === 'epoll_wait' || name === 'poll') return ['timeout', 'sl'];
  return name === 'epoll_ctl' ? ['event', 'fd'] : undefined;
}
