// select(2): the interest list is three sets of bits, and so is the answer.
#include <sys/select.h>

#include "arguments.h"
#include "sys.h"

namespace {

// A set has one bit for each number that a descriptor may have, and no room for more.
constexpr size_t kWordsPerSet = FD_SETSIZE / 32;

// Bit n of the caller's set is bit n % 32 of its word n / 32. So it is in the kernel's,
// whatever the size of the words there, as long as the lowest byte comes first.
static_assert(sizeof(fd_set) == kWordsPerSet * sizeof(uint32_t));
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

fd_set* Set(Arguments& args, const char* name) {
  return reinterpret_cast<fd_set*>(args.Words(name, kWordsPerSet).data);
}

// select(2). How many bits are left in the sets; 0 after `timeout` ms. It writes its
// answer over the question: a bit that stays set is a descriptor that is ready.
napi_value Select(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "select");
  const int nfds = args.Int("nfds", 0, FD_SETSIZE);
  fd_set* const readfds = Set(args, "readfds");
  fd_set* const writefds = Set(args, "writefds");
  fd_set* const exceptfds = Set(args, "exceptfds");
  const int timeout = args.Int("timeout", -1);
  if (args.Bad()) return nullptr;

  timeval wait{timeout / 1000, timeout % 1000 * 1000};
  timeval* const until = timeout < 0 ? nullptr : &wait;
  const int count = select(nfds, readfds, writefds, exceptfds, until);
  return ReadyOrThrow(env, "select", count);
}

}  // namespace

void InitSelect(Object exports, Object constants) {
  Export(exports, "select", Select);

  EXPORT_CONSTANT(constants, FD_SETSIZE);
}
