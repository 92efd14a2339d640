// eventfd(2): a 64-bit counter with a descriptor.
//
// write() adds 8 bytes' worth to it, read() takes the sum and leaves 0, and it is
// readable while it is not 0. So any number of wake-ups before the next look are one.
#include "portable.h"

#ifdef IOLOOP_EPOLL

#include <sys/eventfd.h>

#include "arguments.h"
#include "sys.h"

namespace {

// eventfd(2). The new descriptor.
napi_value Eventfd(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "eventfd");
  const uint32_t initval = args.Uint("initval");
  const int flags = args.Int("flags");
  if (args.Bad()) return nullptr;

  return NumberOrThrow(env, "eventfd", eventfd(initval, flags));
}

}  // namespace

void InitEventfd(Object exports, Object constants) {
  Export(exports, "eventfd", Eventfd);

  EXPORT_CONSTANT(constants, EFD_NONBLOCK);
  EXPORT_CONSTANT(constants, EFD_CLOEXEC);
}

#endif
