#include "arguments.h"

#include <math.h>

#include <algorithm>

#include "values.h"

namespace {

// The start of a text, as much as it takes to recognize it.
std::string Shortened(std::string text) {
  size_t end = 40;
  if (text.size() <= end) return text;

  while ((text[end] & 0xC0) == 0x80) end--;  // not in the middle of a UTF-8 character
  return text.substr(0, end) + "…";
}

// A value as a message shows it: `"3" (string)`, `1.5 (number)`, `a function`. It must
// not run the caller's code, so an object is only named.
std::string Describe(napi_env env, napi_value value) {
  constexpr size_t kPlenty = 80;
  switch (TypeOf(env, value)) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean:
      return "a boolean";
    case napi_number:
      napi_coerce_to_string(env, value, &value);
      return Utf8(env, value, kPlenty) + " (number)";
    case napi_string:
      return '"' + Shortened(Utf8(env, value, kPlenty)) + "\" (string)";
    case napi_symbol:
      return "a symbol";
    case napi_bigint:
      return "a bigint";
    case napi_function:
      return "a function";
    default:
      return "an object";
  }
}

// JavaScript's own: up to here a double holds every integer.
constexpr double kMaxSafeInteger = 9007199254740991;

std::string Range(int64_t min, int64_t max) {
  return "an integer from " + std::to_string(min) + " to " + std::to_string(max);
}

}  // namespace

Arguments::Arguments(napi_env env, napi_callback_info info, const char* syscall)
    : env_(env), syscall_(syscall) {
  size_t count = kMost;
  napi_get_cb_info(env, info, &count, values_, nullptr, nullptr);
}

int Arguments::Fd(const char* name) {
  return Integer(name, Next(), 0, INT32_MAX, "a file descriptor (an integer ≥ 0)");
}

int Arguments::Int(const char* name, int min, int max) {
  return Integer(name, Next(), min, max);
}

uint32_t Arguments::Uint(const char* name) {
  return Integer(name, Next(), 0, UINT32_MAX);
}

uint32_t Arguments::Bits(const char* name) {
  return Integer(name, Next(), INT32_MIN, UINT32_MAX);
}

Span<uint8_t> Arguments::Bytes() {
  const auto [data, size] =
      Elements("buffer", "a Uint8Array or a Buffer",
               {napi_uint8_array, napi_int8_array, napi_uint8_clamped_array});
  const size_t offset = Integer("offset", Next(), 0, size);
  const size_t length = Integer("length", Next(), 0, size - offset);
  return {static_cast<uint8_t*>(data) + offset, length};
}

Span<uint32_t> Arguments::Words(const char* name, size_t least) {
  const auto [data, length] = Elements(name, "a Uint32Array", {napi_uint32_array});
  if (!bad_ && length < least) {
    const std::string must_be = "an array of at least " + std::to_string(least);
    OutOfRange(name, must_be, values_[next_ - 1]);
  }
  return {static_cast<uint32_t*>(data), length};
}

Span<int32_t> Arguments::Ints(const char* name) {
  const auto [data, length] = Elements(name, "an Int32Array", {napi_int32_array});
  return {static_cast<int32_t*>(data), length};
}

Span<void> Arguments::Elements(const char* name, const char* must_be,
                               std::initializer_list<napi_typedarray_type> kinds) {
  const napi_value array = Next();
  if (bad_) return {};

  napi_typedarray_type kind;
  Span<void> elements;
  const napi_status status = napi_get_typedarray_info(
      env_, array, &kind, &elements.length, &elements.data, nullptr, nullptr);
  if (status != napi_ok || std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    WrongType(name, must_be, array);
    return {};
  }
  if (elements.length == 0 && IsDetached(array)) {
    WrongType(name, "a buffer that is not detached", array);
    return {};
  }
  return elements;
}

// The elements of a detached buffer are gone: somebody transferred it to a thread.
bool Arguments::IsDetached(napi_value typed_array) const {
  napi_value buffer;
  bool detached = false;
  napi_get_typedarray_info(env_, typed_array, nullptr, nullptr, nullptr, &buffer,
                           nullptr);
  napi_is_detached_arraybuffer(env_, buffer, &detached);
  return detached;
}

int64_t Arguments::Integer(const char* name, napi_value value, int64_t min, int64_t max,
                           const char* must_be) {
  if (bad_) return 0;

  double number = NAN;
  napi_get_value_double(env_, value, &number);
  if (fabs(number) <= kMaxSafeInteger) {
    const int64_t integer = static_cast<int64_t>(number);
    if (integer == number && integer >= min && integer <= max) return integer;
  }
  NotAnInteger(name, must_be ? must_be : Range(min, max), value);
  return 0;
}

void Arguments::NotAnInteger(const char* name, const std::string& must_be,
                             napi_value got) {
  if (TypeOf(env_, got) == napi_number) {
    OutOfRange(name, must_be, got);
  } else {
    WrongType(name, must_be, got);
  }
}

void Arguments::WrongType(const char* name, const std::string& must_be,
                          napi_value got) {
  const napi_value message = String(env_, Complaint(name, must_be, got));
  napi_value error = nullptr;
  napi_create_type_error(env_, nullptr, message, &error);
  Throw(error, "ERR_INVALID_ARG_TYPE");
}

void Arguments::OutOfRange(const char* name, const std::string& must_be,
                           napi_value got) {
  const napi_value message = String(env_, Complaint(name, must_be, got));
  napi_value error = nullptr;
  napi_create_range_error(env_, nullptr, message, &error);
  Throw(error, "ERR_OUT_OF_RANGE");
}

std::string Arguments::Complaint(const char* name, const std::string& must_be,
                                 napi_value got) {
  return std::string(syscall_) + ": argument \"" + name + "\" must be " + must_be +
         ", got " + Describe(env_, got);
}

void Arguments::Throw(napi_value error, const char* code) {
  bad_ = true;
  Object(env_, error).Define("code", code);
  napi_throw(env_, error);
}

std::string Utf8(napi_env env, napi_value string, size_t limit) {
  std::string bytes(limit + 1, '\0');  // Node writes a final NUL, always
  size_t length = 0;
  napi_get_value_string_utf8(env, string, bytes.data(), bytes.size(), &length);
  bytes.resize(length);
  return bytes;
}
