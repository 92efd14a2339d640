#include "address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <stddef.h>
#include <string.h>

#include <charconv>

#include "portable.h"
#include "sys.h"

namespace {

// Longer than any address: what Utf8() cuts off there was too long before the cut.
constexpr size_t kTooLong = 256;

constexpr char kAddressShape[] = "{ address, port } or { path }";

// A sockaddr_un without its path. That is all there is of an unnamed socket.
constexpr size_t kPathStart = offsetof(sockaddr_un, sun_path);

// unix(7). A path ends with a NUL, so there can be none inside. A string that *starts*
// with one is a name in Linux's abstract namespace: no file, and every byte counts.
// The empty string is no name at all; bind() then makes one up.
void ReadPath(Arguments& args, napi_value value, SocketAddress* to) {
  if (TypeOf(args.Env(), value) != napi_string) {
    return args.WrongType("address.path", "a string", value);
  }

  const std::string path = Utf8(args.Env(), value, kTooLong);
  const size_t final_nul = path[0] == '\0' ? 0 : 1;
  const size_t longest = sizeof(to->local.sun_path) - final_nul;
  if (path.size() > longest) {
    const std::string must_be = "at most " + std::to_string(longest) + " bytes long";
    return args.OutOfRange("address.path", must_be, value);
  }
  if (final_nul == 1 && path.find('\0') != std::string::npos) {
    return args.WrongType("address.path", "a path without \\0 in it", value);
  }

  to->local.sun_family = AF_UNIX;
  memcpy(to->local.sun_path, path.data(), path.size());
  to->length = kPathStart + path.size() + final_nul;
}

// The number of a network interface given as `eth0` or as `2`; 0 if it is neither.
uint32_t ScopeId(const std::string& scope) {
  if (const uint32_t id = if_nametoindex(scope.c_str())) return id;

  uint32_t id = 0;
  const char* const last = scope.data() + scope.size();
  return std::from_chars(scope.data(), last, id).ptr == last ? id : 0;
}

// inet_pton(3). False if the text is not an address.
bool ParseIPv4(const std::string& text, uint16_t port, SocketAddress* to) {
  to->ipv4.sin_family = AF_INET;
  to->ipv4.sin_port = htons(port);
  to->length = sizeof(to->ipv4);
  return inet_pton(AF_INET, text.c_str(), &to->ipv4.sin_addr) == 1;
}

// The same for IPv6, with the interface after the `%` that inet_pton does not know of.
bool ParseIPv6(const std::string& text, uint16_t port, SocketAddress* to) {
  const size_t percent = text.find('%');
  if (percent != std::string::npos) {
    to->ipv6.sin6_scope_id = ScopeId(text.substr(percent + 1));
    if (to->ipv6.sin6_scope_id == 0) return false;
  }

  to->ipv6.sin6_family = AF_INET6;
  to->ipv6.sin6_port = htons(port);
  to->length = sizeof(to->ipv6);
  const std::string address = text.substr(0, percent);
  return inet_pton(AF_INET6, address.c_str(), &to->ipv6.sin6_addr) == 1;
}

bool ParseInternet(const std::string& text, uint16_t port, SocketAddress* to) {
  if (text.find('\0') != std::string::npos) return false;  // C would not see the rest
  const bool colon = text.find(':') != std::string::npos;
  return colon ? ParseIPv6(text, port, to) : ParseIPv4(text, port, to);
}

// Numeric addresses only. Looking up a name can take seconds, which is not for a call
// that must not wait.
void ReadInternet(Arguments& args, napi_value address, napi_value port,
                  SocketAddress* to) {
  const uint16_t number = args.Integer("address.port", port, 0, UINT16_MAX);
  if (args.Bad()) return;
  const bool is_text = TypeOf(args.Env(), address) == napi_string;
  if (!is_text || !ParseInternet(Utf8(args.Env(), address, kTooLong), number, to)) {
    args.WrongType(
        "address.address",
        "a numeric IPv4 or IPv6 address (an interface of this machine after any %)",
        address);
  }
}

napi_value PathObject(napi_env env, const SocketAddress& address) {
  const char* const path = address.local.sun_path;
  size_t length = address.length - kPathStart;
  const bool abstract = kAbstractNames && length > 0 && path[0] == '\0';
  if (!abstract) length = strnlen(path, length);

  const Object object(env);
  object.Define("path", std::string(path, length));
  return object;
}

// inet_ntop(3), and the interface if the address is only good on one link.
std::string FormatIPv6(const sockaddr_in6& from) {
  char text[INET6_ADDRSTRLEN];
  inet_ntop(AF_INET6, &from.sin6_addr, text, sizeof(text));
  if (from.sin6_scope_id == 0) return text;

  char scope[IF_NAMESIZE];
  if (if_indextoname(from.sin6_scope_id, scope) != nullptr) {
    return std::string(text) + "%" + scope;
  }
  return std::string(text) + "%" + std::to_string(from.sin6_scope_id);
}

std::string FormatIPv4(const sockaddr_in& from) {
  char text[INET_ADDRSTRLEN];
  return inet_ntop(AF_INET, &from.sin_addr, text, sizeof(text));
}

napi_value InternetObject(napi_env env, const std::string& address, const char* family,
                          in_port_t port) {
  const Object object(env);
  object.Define("address", address);
  object.Define("family", family);
  object.Define("port", ntohs(port));
  return object;
}

// Nothing if a getter threw, this one or one before it.
napi_value Property(napi_env env, napi_value object, const char* name) {
  napi_value value = nullptr;
  napi_get_named_property(env, object, name, &value);
  return value;
}

}  // namespace

SocketAddress AddressArgument(Arguments& args, const char* name) {
  SocketAddress to;
  const napi_env env = args.Env();
  const napi_value value = args.Next();
  if (args.Bad()) return to;
  const napi_valuetype type = TypeOf(env, value);
  if (type != napi_object && type != napi_function) {
    args.WrongType(name, kAddressShape, value);
    return to;
  }

  // These may be getters, the caller's own code. Once one throws the others do not run.
  const napi_value path = Property(env, value, "path");
  const napi_value address = Property(env, value, "address");
  const napi_value port = Property(env, value, "port");

  if (port == nullptr) {
    args.Threw();
  } else if (TypeOf(env, path) != napi_undefined) {
    ReadPath(args, path, &to);
  } else if (TypeOf(env, address) != napi_undefined) {
    ReadInternet(args, address, port, &to);
  } else {
    args.WrongType(name, kAddressShape, value);
  }
  return to;
}

napi_value AddressObject(napi_env env, const char* syscall,
                         const SocketAddress& address) {
  switch (address.any.sa_family) {
    case AF_INET:
      return InternetObject(env, FormatIPv4(address.ipv4), "IPv4",
                            address.ipv4.sin_port);
    case AF_INET6:
      return InternetObject(env, FormatIPv6(address.ipv6), "IPv6",
                            address.ipv6.sin6_port);
    case AF_UNIX:
      return PathObject(env, address);
    default:
      errno = EAFNOSUPPORT;
      return ThrowErrno(env, syscall);
  }
}
