// Calls that every kind of descriptor knows: pipes, sockets, eventfds, files.
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "arguments.h"
#include "portable.h"
#include "sys.h"

namespace {

// read(2). How many bytes; 0 at the end of the file; null when it would block.
napi_value Read(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "read");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  if (args.Bad()) return nullptr;

  return NumberOrNull(env, "read", read(fd, data, length));
}

// write(2). How many bytes the kernel took, maybe not all; null when it would block.
// A pipe or socket that nobody reads is EPIPE and no signal: Node ignores SIGPIPE.
napi_value Write(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "write");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  if (args.Bad()) return nullptr;

  return NumberOrNull(env, "write", write(fd, data, length));
}

// close(2).
napi_value Close(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "close");
  const int fd = args.Fd("fd");
  if (args.Bad()) return nullptr;

  const int result = close(fd);
  // The kernel has given the number back even when a signal interrupted it. To try
  // again could close what another thread has opened meanwhile, under the same number.
  if (result == -1 && errno == EINTR) return Undefined(env);
  return NothingOrThrow(env, "close", result);
}

// dup(2). A second descriptor for the same open file. It survives exec, as the name
// promises: the close-on-exec flag belongs to the number, not to the file.
napi_value Dup(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "dup");
  const int fd = args.Fd("fd");
  if (args.Bad()) return nullptr;

  return NumberOrThrow(env, "dup", dup(fd));
}

// pipe2(2). The two ends, as [read, write].
napi_value Pipe2(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "pipe2");
  const int flags = args.Int("flags");
  if (args.Bad()) return nullptr;

  int ends[2];
  if (portable::pipe2(ends, flags) == -1) return ThrowErrno(env, "pipe2");
  return Pair(env, ends);
}

}  // namespace

void InitFd(Object exports, Object constants) {
  Export(exports, "read", Read);
  Export(exports, "write", Write);
  Export(exports, "close", Close);
  Export(exports, "dup", Dup);
  Export(exports, "pipe2", Pipe2);

  EXPORT_CONSTANT(constants, O_NONBLOCK);
  EXPORT_CONSTANT(constants, O_CLOEXEC);
}
