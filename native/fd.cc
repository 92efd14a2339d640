// Calls that every kind of descriptor knows: pipes, sockets, eventfds, files.
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "arguments.h"
#include "portable.h"
#include "sys.h"

namespace {

// read(2). How many bytes; 0 at the end of the file; null when it would block.
Napi::Value Read(const Napi::CallbackInfo& info) {
  Arguments args(info, "read");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  if (args.Bad()) return {};

  return NumberOrNull(info.Env(), "read", read(fd, data, length));
}

// write(2). How many bytes the kernel took, maybe not all; null when it would block.
// A pipe or socket that nobody reads is EPIPE and no signal: Node ignores SIGPIPE.
Napi::Value Write(const Napi::CallbackInfo& info) {
  Arguments args(info, "write");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  if (args.Bad()) return {};

  return NumberOrNull(info.Env(), "write", write(fd, data, length));
}

// close(2).
Napi::Value Close(const Napi::CallbackInfo& info) {
  Arguments args(info, "close");
  const int fd = args.Fd("fd");
  if (args.Bad()) return {};

  const int result = close(fd);
  // The kernel has given the number back even when a signal interrupted it. To try
  // again could close what another thread has opened meanwhile, under the same number.
  if (result == -1 && errno == EINTR) return info.Env().Undefined();
  return NothingOrThrow(info.Env(), "close", result);
}

// dup(2). A second descriptor for the same open file. It survives exec, as the name
// promises: the close-on-exec flag belongs to the number, not to the file.
Napi::Value Dup(const Napi::CallbackInfo& info) {
  Arguments args(info, "dup");
  const int fd = args.Fd("fd");
  if (args.Bad()) return {};

  return NumberOrThrow(info.Env(), "dup", dup(fd));
}

// pipe2(2). The two ends, as [read, write].
Napi::Value Pipe2(const Napi::CallbackInfo& info) {
  Arguments args(info, "pipe2");
  const int flags = args.Int("flags");
  if (args.Bad()) return {};

  int ends[2];
  if (portable::pipe2(ends, flags) == -1) return ThrowErrno(info.Env(), "pipe2");
  return Pair(info.Env(), ends);
}

}  // namespace

void InitFd(Napi::Object exports, Napi::Object constants) {
  Export<Read>(exports, "read");
  Export<Write>(exports, "write");
  Export<Close>(exports, "close");
  Export<Dup>(exports, "dup");
  Export<Pipe2>(exports, "pipe2");

  EXPORT_CONSTANT(constants, O_NONBLOCK);
  EXPORT_CONSTANT(constants, O_CLOEXEC);
}
