// What comes of a call: a value, null or an error in Node's own shape.
#include <errno.h>
#include <uv.h>

#include <string>

#include "sys.h"

static_assert(EAGAIN == EWOULDBLOCK, "a call would block: two names, one number");

Napi::Value NumberOrThrow(Napi::Env env, const char* syscall, ssize_t result) {
  if (result == -1) return ThrowErrno(env, syscall);
  return Napi::Number::New(env, static_cast<double>(result));
}

Napi::Value NumberOrNull(Napi::Env env, const char* syscall, ssize_t result) {
  if (result == -1 && errno == EAGAIN) return env.Null();
  return NumberOrThrow(env, syscall, result);
}

Napi::Value NothingOrThrow(Napi::Env env, const char* syscall, int result) {
  if (result == -1) return ThrowErrno(env, syscall);
  return env.Undefined();
}

Napi::Value ReadyOrThrow(Napi::Env env, const char* syscall, int count) {
  if (count == -1 && errno == EINTR) return Napi::Number::New(env, 0);
  return NumberOrThrow(env, syscall, count);
}

Napi::Value ThrowErrno(Napi::Env env, const char* syscall) {
  // libuv is inside every Node, and its two tables are where Node's own errors get
  // their names and texts. It counts errors downwards: EBADF is 9 in C and -9 in Node.
  const int error = -errno;
  char code[32];
  char text[128];
  uv_err_name_r(error, code, sizeof(code));
  uv_strerror_r(error, text, sizeof(text));

  const std::string message = std::string(code) + ": " + text + ", " + syscall;
  const Napi::Error thrown = Napi::Error::New(env, message);
  Napi::Object shape = thrown.Value();
  shape.Set("errno", static_cast<double>(error));
  shape.Set("code", code);
  shape.Set("syscall", syscall);
  thrown.ThrowAsJavaScriptException();
  return {};
}

Napi::Value Pair(Napi::Env env, const int (&fds)[2]) {
  Napi::Array pair = Napi::Array::New(env, 2);
  pair.Set(0u, static_cast<double>(fds[0]));
  pair.Set(1u, static_cast<double>(fds[1]));
  return pair;
}
