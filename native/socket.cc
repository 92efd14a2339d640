// Sockets: ip(7), ipv6(7), tcp(7), unix(7).
#include <errno.h>
#include <netinet/tcp.h>

#include "address.h"
#include "arguments.h"
#include "portable.h"
#include "sys.h"

namespace {

// socket(2). The new descriptor.
Napi::Value Socket(const Napi::CallbackInfo& info) {
  Arguments args(info, "socket");
  const int domain = args.Int("domain");
  const int type = args.Int("type");
  const int protocol = args.Int("protocol");
  if (args.Bad()) return {};

  return NumberOrThrow(info.Env(), "socket", portable::socket(domain, type, protocol));
}

// socketpair(2). Two sockets connected to each other, as [one, other].
Napi::Value Socketpair(const Napi::CallbackInfo& info) {
  Arguments args(info, "socketpair");
  const int domain = args.Int("domain");
  const int type = args.Int("type");
  const int protocol = args.Int("protocol");
  if (args.Bad()) return {};

  int ends[2];
  const int result = portable::socketpair(domain, type, protocol, ends);
  if (result == -1) return ThrowErrno(info.Env(), "socketpair");
  return Pair(info.Env(), ends);
}

// bind(2).
Napi::Value Bind(const Napi::CallbackInfo& info) {
  Arguments args(info, "bind");
  const int fd = args.Fd("fd");
  const SocketAddress own = AddressArgument(args, "address");
  if (args.Bad()) return {};

  return NothingOrThrow(info.Env(), "bind", bind(fd, &own.any, own.length));
}

// listen(2).
Napi::Value Listen(const Napi::CallbackInfo& info) {
  Arguments args(info, "listen");
  const int fd = args.Fd("fd");
  const int backlog = args.Int("backlog");
  if (args.Bad()) return {};

  return NothingOrThrow(info.Env(), "listen", listen(fd, backlog));
}

// accept4(2), without the peer's address: getpeername() has it for those who want it.
// The connection's descriptor; null when nobody is waiting.
Napi::Value Accept4(const Napi::CallbackInfo& info) {
  Arguments args(info, "accept4");
  const int fd = args.Fd("fd");
  const int flags = args.Int("flags");
  if (args.Bad()) return {};

  const int connection = portable::accept4(fd, nullptr, nullptr, flags);
  return NumberOrNull(info.Env(), "accept4", connection);
}

// connect(2). True when connected, null when that will take a while.
Napi::Value Connect(const Napi::CallbackInfo& info) {
  Arguments args(info, "connect");
  const int fd = args.Fd("fd");
  const SocketAddress peer = AddressArgument(args, "address");
  if (args.Bad()) return {};

  const int result = connect(fd, &peer.any, peer.length);
  if (result == 0) return Napi::Boolean::New(info.Env(), true);
  // EINPROGRESS: the socket becomes writable when it is decided. EAGAIN, from a Unix
  // socket only: the listener's queue is full, and nothing has been started.
  if (errno == EINPROGRESS || errno == EAGAIN) return info.Env().Null();
  return ThrowErrno(info.Env(), "connect");
}

// recv(2). How many bytes; 0 when the peer has ended; null when it would block.
Napi::Value Recv(const Napi::CallbackInfo& info) {
  Arguments args(info, "recv");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  const int flags = args.Int("flags");
  if (args.Bad()) return {};

  return NumberOrNull(info.Env(), "recv", recv(fd, data, length, flags));
}

// send(2). How many bytes the kernel took, maybe not all; null when it would block.
Napi::Value Send(const Napi::CallbackInfo& info) {
  Arguments args(info, "send");
  const int fd = args.Fd("fd");
  const auto [data, length] = args.Bytes();
  const int flags = args.Int("flags");
  if (args.Bad()) return {};

  return NumberOrNull(info.Env(), "send", send(fd, data, length, flags));
}

// shutdown(2).
Napi::Value Shutdown(const Napi::CallbackInfo& info) {
  Arguments args(info, "shutdown");
  const int fd = args.Fd("fd");
  const int how = args.Int("how");
  if (args.Bad()) return {};

  return NothingOrThrow(info.Env(), "shutdown", shutdown(fd, how));
}

// getsockopt(2), for options that are an int: its value.
Napi::Value Getsockopt(const Napi::CallbackInfo& info) {
  Arguments args(info, "getsockopt");
  const int fd = args.Fd("fd");
  const int level = args.Int("level");
  const int name = args.Int("name");
  if (args.Bad()) return {};

  int value = 0;
  socklen_t length = sizeof(value);
  const int result = getsockopt(fd, level, name, &value, &length);
  if (result == -1) return ThrowErrno(info.Env(), "getsockopt");
  return Napi::Number::New(info.Env(), value);
}

// setsockopt(2), for options that are an int.
Napi::Value Setsockopt(const Napi::CallbackInfo& info) {
  Arguments args(info, "setsockopt");
  const int fd = args.Fd("fd");
  const int level = args.Int("level");
  const int name = args.Int("name");
  const int value = args.Int("value", INT32_MIN);
  if (args.Bad()) return {};

  const int result = setsockopt(fd, level, name, &value, sizeof(value));
  return NothingOrThrow(info.Env(), "setsockopt", result);
}

// getsockname(2). The socket's own address.
Napi::Value Getsockname(const Napi::CallbackInfo& info) {
  Arguments args(info, "getsockname");
  const int fd = args.Fd("fd");
  if (args.Bad()) return {};

  SocketAddress own;
  const int result = getsockname(fd, &own.any, &own.length);
  if (result == -1) return ThrowErrno(info.Env(), "getsockname");
  return AddressObject(info.Env(), "getsockname", own);
}

// getpeername(2). The address at the other end.
Napi::Value Getpeername(const Napi::CallbackInfo& info) {
  Arguments args(info, "getpeername");
  const int fd = args.Fd("fd");
  if (args.Bad()) return {};

  SocketAddress peer;
  const int result = getpeername(fd, &peer.any, &peer.length);
  if (result == -1) return ThrowErrno(info.Env(), "getpeername");
  return AddressObject(info.Env(), "getpeername", peer);
}

}  // namespace

void InitSocket(Napi::Object exports, Napi::Object constants) {
  Export<Socket>(exports, "socket");
  Export<Socketpair>(exports, "socketpair");
  Export<Bind>(exports, "bind");
  Export<Listen>(exports, "listen");
  Export<Accept4>(exports, "accept4");
  Export<Connect>(exports, "connect");
  Export<Recv>(exports, "recv");
  Export<Send>(exports, "send");
  Export<Shutdown>(exports, "shutdown");
  Export<Getsockopt>(exports, "getsockopt");
  Export<Setsockopt>(exports, "setsockopt");
  Export<Getsockname>(exports, "getsockname");
  Export<Getpeername>(exports, "getpeername");

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
