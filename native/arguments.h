// Checking arguments: whatever JavaScript passes, the process must not crash.
#pragma once

#include <node_api.h>
#include <stdint.h>

#include <initializer_list>
#include <string>

// The memory behind a typed array. Valid until JavaScript runs again, which may move
// it, shrink it or hand it to another thread.
template <typename Element>
struct Span {
  Element* data = nullptr;
  size_t length = 0;
};

// The arguments of one call, read from left to right, each named as in the man page.
//
//     Arguments args(info, "dup");
//     const int fd = args.Fd("fd");
//     if (args.Bad()) return {};
//
// The first bad one throws; what is read after it is 0 or empty. So a call asks only
// once, at the end. A wrong type is a TypeError, an impossible number a RangeError.
//
// Node is asked once for each argument and once for all of them: what surrounds the
// system call must cost less than the call.
class Arguments {
 public:
  Arguments(napi_env env, napi_callback_info info, const char* syscall);

  napi_env Env() const { return env_; }

  // An argument was bad, and an exception is on its way.
  bool Bad() const { return bad_; }

  // An integer ≥ 0. Whether a file is open under it is for the kernel to say.
  int Fd(const char* name);

  // A C int; negative only where `min` allows it.
  int Int(const char* name, int min = 0, int max = INT32_MAX);

  // A C unsigned int.
  uint32_t Uint(const char* name);

  // 32 bits, signed or not: in JavaScript `READ | EPOLLET` is a negative number,
  // because its `|` takes bit 31 for the sign.
  uint32_t Bits(const char* name);

  // Three arguments, `buffer`, `offset` and `length`: a part of a Uint8Array, such as
  // a Buffer. Memory that threads share is as good as any.
  Span<uint8_t> Bytes();

  // A whole Uint32Array, which has `least` elements or more.
  Span<uint32_t> Words(const char* name, size_t least = 0);

  // A whole Int32Array.
  Span<int32_t> Ints(const char* name);

  // For checks that one family alone needs: the next argument as it is, …
  napi_value Next() { return values_[next_++]; }

  // … an integer, wherever it was found, …
  int64_t Integer(const char* name, napi_value value, int64_t min, int64_t max,
                  const char* must_be = nullptr);

  // … and the two complaints: `dup: argument "fd" must be …, got "3" (string)`.
  void WrongType(const char* name, const std::string& must_be, napi_value got);
  void OutOfRange(const char* name, const std::string& must_be, napi_value got);

  // A getter of the caller's object threw while we looked. That exception stands.
  void Threw() { bad_ = true; }

 private:
  // No call has more. What the caller left out reads as undefined.
  static constexpr size_t kMost = 6;

  Span<void> Elements(const char* name, const char* must_be,
                      std::initializer_list<napi_typedarray_type> kinds);
  bool IsDetached(napi_value typed_array) const;
  void NotAnInteger(const char* name, const std::string& must_be, napi_value got);
  std::string Complaint(const char* name, const std::string& must_be, napi_value got);
  void Throw(napi_value error, const char* code);

  const napi_env env_;
  const char* const syscall_;
  napi_value values_[kMost];
  size_t next_ = 0;
  bool bad_ = false;
};

// A string in UTF-8, cut after `limit` bytes at most. What is cut off is never copied:
// a string may be larger than the memory that is left.
std::string Utf8(napi_env env, napi_value string, size_t limit);
