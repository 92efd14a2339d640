// What comes of a call: a value, null or an error in Node's own shape.
#include <errno.h>
#include <uv.h>

#include <string>

#include "sys.h"

static_assert(EAGAIN == EWOULDBLOCK, "a call would block: two names, one number");

napi_value NumberOrThrow(napi_env env, const char* syscall, ssize_t result) {
  if (result == -1) return ThrowErrno(env, syscall);
  return Number(env, result);
}

napi_value NumberOrNull(napi_env env, const char* syscall, ssize_t result) {
  if (result == -1 && errno == EAGAIN) return Null(env);
  return NumberOrThrow(env, syscall, result);
}

napi_value NothingOrThrow(napi_env env, const char* syscall, int result) {
  if (result == -1) return ThrowErrno(env, syscall);
  return Undefined(env);
}

napi_value ReadyOrThrow(napi_env env, const char* syscall, int count) {
  if (count == -1 && errno == EINTR) return Number(env, 0);
  return NumberOrThrow(env, syscall, count);
}

napi_value ThrowErrno(napi_env env, const char* syscall) {
  // libuv is inside every Node, and its two tables are where Node's own errors get
  // their names and texts. It counts errors downwards: EBADF is 9 in C and -9 in Node.
  const int error = -errno;
  char code[32];
  char text[128];
  uv_err_name_r(error, code, sizeof(code));
  uv_strerror_r(error, text, sizeof(text));

  const std::string message = std::string(code) + ": " + text + ", " + syscall;
  napi_value thrown = nullptr;
  napi_create_error(env, nullptr, String(env, message), &thrown);
  const Object shape(env, thrown);
  shape.Define("errno", error);
  shape.Define("code", code);
  shape.Define("syscall", syscall);
  napi_throw(env, thrown);
  return nullptr;
}

napi_value Pair(napi_env env, const int (&fds)[2]) {
  napi_value array = nullptr;
  napi_create_array_with_length(env, 2, &array);
  const Object pair(env, array);
  pair.Define("0", fds[0]);
  pair.Define("1", fds[1]);
  return pair;
}

void Export(Object exports, const char* name, napi_callback call) {
  napi_value function = nullptr;
  napi_create_function(exports.Env(), name, NAPI_AUTO_LENGTH, call, nullptr, &function);
  exports.Define(name, function);
}
