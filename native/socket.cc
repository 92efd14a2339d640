// Sockets: ip(7), ipv6(7), tcp(7), unix(7).
#include <errno.h>
#include <netinet/tcp.h>

#include "address.h"
#include "arguments.h"
#include "portable.h"
#include "sys.h"

namespace {

// socket(2). The new descriptor.
napi_value Socket(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "socket");
  const int domain = args.Int("domain");
  const int type = args.Int("type");
  const int protocol = args.Int("protocol");
  if (args.Bad()) return nullptr;

  return NumberOrThrow(env, "socket", portable::socket(domain, type, protocol));
}

// socketpair(2). Two sockets connected to each other, as [one, other].
napi_value Socketpair(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "socketpair");
  const int domain = args.Int("domain");
  const int type = args.Int("type");
  const int protocol = args.Int("protocol");
  if (args.Bad()) return nullptr;

  int ends[2];
  const int result = portable::socketpair(domain, type, protocol, ends);
  if (result == -1) return ThrowErrno(env, "socketpair");
  return Pair(env, ends);
}

// bind(2).
napi_value Bind(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "bind");
  const int fd = args.Fd("fd");
  const SocketAddress own = AddressArgument(args, "address");
  if (args.Bad()) return nullptr;

  return NothingOrThrow(env, "bind", bind(fd, &own.any, own.length));
}

// listen(2).
napi_value Listen(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "listen");
  const int fd = args.Fd("fd");
  const int backlog = args.Int("backlog");
  if (args.Bad()) return nullptr;

  return NothingOrThrow(env, "listen", listen(fd, backlog));
}

// accept4(2), without the peer's address: getpeername() has it for those who want it.
// The connection's descriptor; null when nobody is waiting.
napi_value Accept4(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "accept4");
  const int fd = args.Fd("fd");
  const int flags = args.Int("flags");
  if (args.Bad()) return nullptr;

  const int connection = portable::accept4(fd, nullptr, nullptr, flags);
  return NumberOrNull(env, "accept4", connection);
}

// connect(2). True when connected, null when that will take a while.
napi_value Connect(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "connect");
  const int fd = args.Fd("fd");
  const SocketAddress peer = AddressArgument(args, "address");
  if (args.Bad()) return nullptr;

  const int result = connect(fd, &peer.any, peer.length);
  if (result == 0) return Boolean(env, true);
  // EINPROGRESS: the socket becomes writable when it is decided. EAGAIN, from a Unix
  // socket only: the listener's queue is full, and nothing has been started.
  if (errno == EINPROGRESS || errno == EAGAIN) return Null(env);
  return ThrowErrno(env, "connect");
}

// recv(2). How many bytes; 0 when the peer has ended; null when it would block.
napi_value Recv(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "recv");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  const int flags = args.Int("flags");
  if (args.Bad()) return nullptr;

  return NumberOrNull(env, "recv", recv(fd, data, length, flags));
}

// send(2). How many bytes the kernel took, maybe not all; null when it would block.
napi_value Send(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "send");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  const int flags = args.Int("flags");
  if (args.Bad()) return nullptr;

  return NumberOrNull(env, "send", send(fd, data, length, flags));
}

// shutdown(2).
napi_value Shutdown(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "shutdown");
  const int fd = args.Fd("fd");
  const int how = args.Int("how");
  if (args.Bad()) return nullptr;

  return NothingOrThrow(env, "shutdown", shutdown(fd, how));
}

// getsockopt(2), for options that are an int: its value.
napi_value Getsockopt(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "getsockopt");
  const int fd = args.Fd("fd");
  const int level = args.Int("level");
  const int name = args.Int("name");
  if (args.Bad()) return nullptr;

  int value = 0;
  socklen_t length = sizeof(value);
  const int result = getsockopt(fd, level, name, &value, &length);
  if (result == -1) return ThrowErrno(env, "getsockopt");
  return Number(env, value);
}

// setsockopt(2), for options that are an int.
napi_value Setsockopt(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "setsockopt");
  const int fd = args.Fd("fd");
  const int level = args.Int("level");
  const int name = args.Int("name");
  const int value = args.Int("value", INT32_MIN);
  if (args.Bad()) return nullptr;

  const int result = setsockopt(fd, level, name, &value, sizeof(value));
  return NothingOrThrow(env, "setsockopt", result);
}

// getsockname(2). The socket's own address.
napi_value Getsockname(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "getsockname");
  const int fd = args.Fd("fd");
  if (args.Bad()) return nullptr;

  SocketAddress own;
  const int result = getsockname(fd, &own.any, &own.length);
  if (result == -1) return ThrowErrno(env, "getsockname");
  return AddressObject(env, "getsockname", own);
}

// getpeername(2). The address at the other end.
napi_value Getpeername(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "getpeername");
  const int fd = args.Fd("fd");
  if (args.Bad()) return nullptr;

  SocketAddress peer;
  const int result = getpeername(fd, &peer.any, &peer.length);
  if (result == -1) return ThrowErrno(env, "getpeername");
  return AddressObject(env, "getpeername", peer);
}

}  // namespace

void InitSocket(Object exports, Object constants) {
  Export(exports, "socket", Socket);
  Export(exports, "socketpair", Socketpair);
  Export(exports, "bind", Bind);
  Export(exports, "listen", Listen);
  Export(exports, "accept4", Accept4);
  Export(exports, "connect", Connect);
  Export(exports, "recv", Recv);
  Export(exports, "send", Send);
  Export(exports, "shutdown", Shutdown);
  Export(exports, "getsockopt", Getsockopt);
  Export(exports, "setsockopt", Setsockopt);
  Export(exports, "getsockname", Getsockname);
  Export(exports, "getpeername", Getpeername);

  EXPORT_CONSTANT(constants, AF_UNIX);
  EXPORT_CONSTANT(constants, AF_INET);
  EXPORT_CONSTANT(constants, AF_INET6);
  EXPORT_CONSTANT(constants, SOCK_STREAM);
  EXPORT_CONSTANT(constants, SOCK_NONBLOCK);
  EXPORT_CONSTANT(constants, SOCK_CLOEXEC);
  EXPORT_CONSTANT(constants, SOL_SOCKET);
  EXPORT_CONSTANT(constants, SO_REUSEADDR);
  EXPORT_CONSTANT(constants, SO_REUSEPORT);
  EXPORT_CONSTANT(constants, SO_ERROR);
  EXPORT_CONSTANT(constants, IPPROTO_TCP);
  EXPORT_CONSTANT(constants, TCP_NODELAY);
  EXPORT_CONSTANT(constants, MSG_NOSIGNAL);
  EXPORT_CONSTANT(constants, SHUT_RD);
  EXPORT_CONSTANT(constants, SHUT_WR);
  EXPORT_CONSTANT(constants, SHUT_RDWR);
}
