/**
 * Numbers from this platform's headers, under their names there. What a platform lacks
 * is undefined, as are the calls that would take it.
 */
export interface Constants {
  // <fcntl.h>, <sys/eventfd.h>
  readonly O_NONBLOCK: number;
  readonly O_CLOEXEC: number;
  readonly EFD_NONBLOCK: number;
  readonly EFD_CLOEXEC: number;
  // <sys/epoll.h>
  readonly EPOLL_CLOEXEC: number;
  readonly EPOLL_CTL_ADD: number;
  readonly EPOLL_CTL_MOD: number;
  readonly EPOLL_CTL_DEL: number;
  // <poll.h>
  readonly POLLIN: number;
  readonly POLLOUT: number;
  readonly POLLERR: number;
  readonly POLLHUP: number;
  readonly POLLNVAL: number;
  // <sys/select.h>
  readonly FD_SETSIZE: number;
  // <sys/socket.h>, <netinet/tcp.h>
  readonly AF_UNIX: number;
  readonly AF_INET: number;
  readonly AF_INET6: number;
  readonly SOCK_STREAM: number;
  readonly SOCK_NONBLOCK: number;
  readonly SOCK_CLOEXEC: number;
  readonly SOL_SOCKET: number;
  readonly SO_REUSEADDR: number;
  readonly SO_REUSEPORT: number;
  readonly SO_ERROR: number;
  readonly IPPROTO_TCP: number;
  readonly TCP_NODELAY: number;
  readonly MSG_NOSIGNAL: number;
  readonly SHUT_RD: number;
  readonly SHUT_WR: number;
  readonly SHUT_RDWR: number;
  // <sys/time.h>
  readonly ITIMER_REAL: number;
}
