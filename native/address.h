// The addresses of sockets: `{ address, port }` or `{ path }` there, sockaddr here.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "arguments.h"

// An address of any family, with the length that the kernel wants to hear about.
struct SocketAddress {
  union {
    sockaddr_storage room = {};  // first, so that all of it starts as zeros
    sockaddr any;
    sockaddr_in ipv4;
    sockaddr_in6 ipv6;
    sockaddr_un local;
  };
  socklen_t length = sizeof(room);
};

// The next argument as an address. Its family shows: a path, dots or colons.
SocketAddress AddressArgument(Arguments& args, const char* name);

// An address from the kernel as an object; EAFNOSUPPORT for a family not known here.
napi_value AddressObject(napi_env env, const char* syscall,
                         const SocketAddress& address);
