// epoll(7): an interest list that lives in the kernel.
#include "portable.h"

#ifdef IOLOOP_EPOLL

#include <sys/epoll.h>

#include <algorithm>

#include "arguments.h"
#include "sys.h"

namespace {

// The most that one call reports. What is left over comes first in the next one.
constexpr size_t kMaxEvents = 1024;

// Each event is three numbers in the array: events, fd, generation.
constexpr size_t kWordsPerEvent = 3;

// epoll_create1(2). The descriptor of a new, empty interest list.
napi_value EpollCreate1(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "epoll_create1");
  const int flags = args.Int("flags");
  if (args.Bad()) return nullptr;

  return NumberOrThrow(env, "epoll_create1", epoll_create1(flags));
}

// epoll_ctl(2). The kernel keeps 64 bits of ours beside each entry, and gives them back
// with its events. The lower half is the fd; the upper half is the caller's generation,
// by which it knows an event of a descriptor that has since been closed and reused.
napi_value EpollCtl(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "epoll_ctl");
  const int epfd = args.Fd("epfd");
  const int op = args.Int("op");
  const int fd = args.Fd("fd");
  const uint32_t events = args.Bits("events");
  const uint32_t generation = args.Uint("generation");
  if (args.Bad()) return nullptr;

  epoll_event event{};
  event.events = events;
  event.data.u64 = uint64_t{generation} << 32 | static_cast<uint32_t>(fd);
  return NothingOrThrow(env, "epoll_ctl", epoll_ctl(epfd, op, fd, &event));
}

// epoll_wait(2). How many events it wrote into the array; 0 after `timeout` ms.
napi_value EpollWait(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "epoll_wait");
  const int epfd = args.Fd("epfd");
  const auto [words, length] = args.Words("events");
  const int maxevents =
      args.Int("maxevents", 1, std::min(length / kWordsPerEvent, kMaxEvents));
  const int timeout = args.Int("timeout", -1);
  if (args.Bad()) return nullptr;

  // Not straight into the array: the kernel pads its struct on some processors.
  epoll_event ready[kMaxEvents];
  const int count = epoll_wait(epfd, ready, maxevents, timeout);

  for (int i = 0; i < count; i++) {
    uint32_t* const to = words + i * kWordsPerEvent;
    to[0] = ready[i].events;
    to[1] = static_cast<uint32_t>(ready[i].data.u64);
    to[2] = static_cast<uint32_t>(ready[i].data.u64 >> 32);
  }
  return ReadyOrThrow(env, "epoll_wait", count);
}

}  // namespace

void InitEpoll(Object exports, Object constants) {
  Export(exports, "epoll_create1", EpollCreate1);
  Export(exports, "epoll_ctl", EpollCtl);
  Export(exports, "epoll_wait", EpollWait);

  EXPORT_CONSTANT(constants, EPOLL_CLOEXEC);
  EXPORT_CONSTANT(constants, EPOLL_CTL_ADD);
  EXPORT_CONSTANT(constants, EPOLL_CTL_MOD);
  EXPORT_CONSTANT(constants, EPOLL_CTL_DEL);
}

#endif
