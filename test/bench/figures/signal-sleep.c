/*
 * A signal comes while a loop sleeps in epoll_wait(). How long until the loop knows?
 *
 * Three moments: the sleeping thread takes the signal itself; another thread takes it;
 * it comes a moment before the sleep begins, after the loop has looked for signals.
 * With and without the one thing that helps: a write to a descriptor that is watched.
 *
 *     signal-sleep MOMENT WAKE SLEEP    prints how long it took, in microseconds
 */

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t arrived;
static volatile uint64_t arrived_at;
static int wake_fd = -1;

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void on_signal(int number) {
  int saved = errno;
  uint64_t one = 1;
  (void)number;
  arrived_at = now_ns();
  arrived = 1;
  if (wake_fd >= 0 && write(wake_fd, &one, sizeof one) < 0) abort();
  errno = saved;
}

static void pause_ms(long ms) {
  struct timespec t = {ms / 1000, ms % 1000 * 1000000};
  while (nanosleep(&t, &t) < 0 && errno == EINTR) {
  }
}

/* Sends the signal to a thread once the loop is asleep. */
static pthread_t target;
static void* sender(void* unused) {
  (void)unused;
  pause_ms(30);
  pthread_kill(target, SIGUSR1);
  pause_ms(10);
  return NULL;
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const char* moment = argv[1];
  int sleep_ms = atoi(argv[3]);
  int set = epoll_create1(EPOLL_CLOEXEC);
  int counter = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN};
  epoll_ctl(set, EPOLL_CTL_ADD, counter, &event);
  if (strcmp(argv[2], "wake") == 0) wake_fd = counter;

  struct sigaction action = {.sa_handler = on_signal};
  sigaction(SIGUSR1, &action, NULL);

  /* The loop looks: has a signal come? No. So it goes to sleep. */
  if (arrived) return 3;
  pthread_t thread;
  if (strcmp(moment, "before") == 0) {
    raise(SIGUSR1);
  } else {
    target = pthread_self();
    pthread_create(&thread, NULL, sender, NULL);
    if (strcmp(moment, "other") == 0) target = thread;
  }
  epoll_wait(set, &event, 1, sleep_ms);
  /* Now it looks again. */
  if (!arrived) return 4;
  printf("%.1f\n", (double)(now_ns() - arrived_at) / 1000);
  return 0;
}
