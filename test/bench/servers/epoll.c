/*
 * The same server in C, on epoll and nothing else: as little as can be done for each
 * request, so that everything above it can be measured against it.
 *
 *     epoll PORT
 */

#define _GNU_SOURCE /* accept4 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 4096, BATCH = 1024 };

static const char ANSWER[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
    "Content-Length: 13\r\n\r\nHello, world!";

static void fail(const char* call) {
  perror(call);
  exit(1);
}

static int listen_on(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, (struct sockaddr*)&address, sizeof address) < 0) fail("bind");
  if (listen(fd, BACKLOG) < 0) fail("listen");
  return fd;
}

static void watch(int set, int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

static void answer(int fd) {
  static char bytes[4096];
  ssize_t count = recv(fd, bytes, sizeof bytes, 0);
  if (count > 0) {
    send(fd, ANSWER, sizeof ANSWER - 1, MSG_NOSIGNAL);
  } else if (count == 0) {
    close(fd);
  }
}

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  int listener = listen_on(atoi(argv[1]));
  int set = epoll_create1(EPOLL_CLOEXEC);
  watch(set, listener);
  struct epoll_event events[BATCH];
  for (;;) {
    int count = epoll_wait(set, events, BATCH, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) {
        answer(fd);
        continue;
      }
      while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) watch(set, fd);
    }
  }
}
