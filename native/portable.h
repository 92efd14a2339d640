// Which calls this machine has, asked here and nowhere else.
//
// Linux has epoll and eventfd, and gives a descriptor its flags at birth. Macs have
// kqueue, and no such flags: there the calls below are made of several. A program that
// another thread starts in between inherits the descriptor, and nothing here can help.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

// With -DIOLOOP_NO_EPOLL a Linux compiles what a Mac would, and can test it.
#if defined(__linux__) && !defined(IOLOOP_NO_EPOLL)
#define IOLOOP_EPOLL
#endif

#ifdef __APPLE__
#define IOLOOP_KQUEUE
#define SOCK_CLOEXEC 0x10000000  // the numbers are ours: these bits never reach a Mac
#define SOCK_NONBLOCK 0x20000000
#endif

#ifdef __linux__
constexpr bool kAbstractNames = true;  // a Unix socket's name need not be a file
#else
constexpr bool kAbstractNames = false;
#endif

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0  // Node ignores SIGPIPE anyway
#endif

namespace portable {

#ifdef IOLOOP_EPOLL

using ::accept4;
using ::pipe2;
using ::socket;
using ::socketpair;

#else

constexpr int kSocketFlags = SOCK_CLOEXEC | SOCK_NONBLOCK;

// fcntl(2), for descriptors just born: that they are open is all it could complain of.
// Both flags are set or cleared, as a Mac lets a connection inherit from its listener.
template <size_t N>
void SetFlags(const int (&fds)[N], bool cloexec, bool nonblock) {
  for (const int fd : fds) {
    const int others = fcntl(fd, F_GETFL) & ~O_NONBLOCK;
    fcntl(fd, F_SETFD, cloexec ? FD_CLOEXEC : 0);
    fcntl(fd, F_SETFL, nonblock ? others | O_NONBLOCK : others);
  }
}

inline int pipe2(int (&ends)[2], int flags) {
  if ((flags & ~(O_CLOEXEC | O_NONBLOCK)) != 0) {
    errno = EINVAL;
    return -1;
  }
  const int result = pipe(ends);
  if (result == 0) SetFlags(ends, flags & O_CLOEXEC, flags & O_NONBLOCK);
  return result;
}

inline int socket(int domain, int type, int protocol) {
  const int fd = ::socket(domain, type & ~kSocketFlags, protocol);
  if (fd != -1) SetFlags({fd}, type & SOCK_CLOEXEC, type & SOCK_NONBLOCK);
  return fd;
}

inline int socketpair(int domain, int type, int protocol, int (&ends)[2]) {
  const int result = ::socketpair(domain, type & ~kSocketFlags, protocol, ends);
  if (result == 0) SetFlags(ends, type & SOCK_CLOEXEC, type & SOCK_NONBLOCK);
  return result;
}

inline int accept4(int listener, sockaddr* address, socklen_t* length, int flags) {
  if ((flags & ~kSocketFlags) != 0) {
    errno = EINVAL;
    return -1;
  }
  const int fd = accept(listener, address, length);
  if (fd != -1) SetFlags({fd}, flags & SOCK_CLOEXEC, flags & SOCK_NONBLOCK);
  return fd;
}

#endif

}  // namespace portable
