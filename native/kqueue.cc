// kqueue(2), macOS and the BSDs: an interest list that lives in the kernel.
#include "portable.h"

#ifdef IOLOOP_KQUEUE

#include <sys/event.h>
#include <sys/time.h>

#include <algorithm>

#include "arguments.h"
#include "sys.h"

namespace {

// The most that one call changes or reports. What is left over comes in the next one.
constexpr size_t kMaxEvents = 1024;

// Each change and each event is three numbers in its array: ident, filter, flags.
constexpr size_t kIntsPerEvent = 3;

// These numbers stand in loop/pollers/kqueue.ts, which is tested where no header is.
static_assert(EVFILT_READ == -1 && EVFILT_WRITE == -2);
static_assert(EV_ADD == 0x1 && EV_DELETE == 0x2 && EV_ENABLE == 0x4);
static_assert(EV_CLEAR == 0x20 && EV_EOF == 0x8000);

// kqueue(2). The descriptor of a new, empty interest list. It needs no close-on-exec
// flag: no child of this process inherits it.
napi_value Kqueue(napi_env env, napi_callback_info) {
  return NumberOrThrow(env, "kqueue", kqueue());
}

// kevent(2). It makes the changes, then waits for events: how many it wrote into the
// array; 0 after `timeout` ms. Without room for events it waits for none, and a change
// that is refused is an error.
napi_value Kevent(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "kevent");
  const int kq = args.Fd("kq");
  const auto [change, changes_length] = args.Ints("changelist");
  const int nchanges =
      args.Int("nchanges", 0, std::min(changes_length / kIntsPerEvent, kMaxEvents));
  const auto [event, events_length] = args.Ints("eventlist");
  const int nevents =
      args.Int("nevents", 0, std::min(events_length / kIntsPerEvent, kMaxEvents));
  const int timeout = args.Int("timeout", -1);
  if (args.Bad()) return nullptr;

  struct kevent changelist[kMaxEvents];
  for (int i = 0; i < nchanges; i++) {
    const int32_t* const from = change + i * kIntsPerEvent;
    EV_SET(&changelist[i], from[0], from[1], from[2], 0, 0, nullptr);
  }

  struct kevent eventlist[kMaxEvents];
  const timespec wait{timeout / 1000, timeout % 1000 * 1000000};
  const timespec* const until = timeout < 0 ? nullptr : &wait;
  const int count = kevent(kq, changelist, nchanges, eventlist, nevents, until);

  for (int i = 0; i < count; i++) {
    int32_t* const to = event + i * kIntsPerEvent;
    to[0] = static_cast<int32_t>(eventlist[i].ident);
    to[1] = eventlist[i].filter;
    to[2] = eventlist[i].flags;
  }
  return ReadyOrThrow(env, "kevent", count);
}

}  // namespace

void InitKqueue(Object exports, Object) {
  Export(exports, "kqueue", Kqueue);
  Export(exports, "kevent", Kevent);
}

#endif
