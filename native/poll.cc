// poll(2): the interest list is an array of the caller's, handed over with each call.
#include <poll.h>
#include <stddef.h>

#include <algorithm>

#include "arguments.h"
#include "sys.h"

namespace {

// The array is the kernel's own, `struct pollfd` after `struct pollfd`: an int, the fd,
// and a second one whose halves are the events asked for and those found.
constexpr size_t kIntsPerFd = 2;

static_assert(sizeof(pollfd) == kIntsPerFd * sizeof(int32_t));
static_assert(offsetof(pollfd, events) == 4 && offsetof(pollfd, revents) == 6);

// poll(2). How many have something to report; 0 after `timeout` ms. Which ones, the
// caller finds by looking at them all, as the kernel did.
napi_value Poll(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "poll");
  const auto [ints, length] = args.Ints("fds");
  const int nfds =
      args.Int("nfds", 0, std::min<size_t>(length / kIntsPerFd, INT32_MAX));
  const int timeout = args.Int("timeout", -1);
  if (args.Bad()) return nullptr;

  const int count = poll(reinterpret_cast<pollfd*>(ints), nfds, timeout);
  return ReadyOrThrow(env, "poll", count);
}

}  // namespace

void InitPoll(Object exports, Object constants) {
  Export(exports, "poll", Poll);

  EXPORT_CONSTANT(constants, POLLIN);
  EXPORT_CONSTANT(constants, POLLOUT);
  EXPORT_CONSTANT(constants, POLLERR);
  EXPORT_CONSTANT(constants, POLLHUP);
  EXPORT_CONSTANT(constants, POLLNVAL);
}
