// Values of JavaScript: what kind they are, and how new ones are made.
#pragma once

#include <node_api.h>
#include <stdint.h>

#include <string>

napi_valuetype TypeOf(napi_env env, napi_value value);

napi_value Undefined(napi_env env);
napi_value Null(napi_env env);
napi_value Boolean(napi_env env, bool value);
napi_value Number(napi_env env, int64_t value);
napi_value String(napi_env env, const std::string& utf8);

// An object, or a function or an error, that is being filled.
//
// What it is given are properties of its own, defined and not assigned. An assignment
// goes by way of Object.prototype, where anybody may have put a setter.
class Object {
 public:
  explicit Object(napi_env env);  // a new one
  Object(napi_env env, napi_value value) : env_(env), value_(value) {}

  napi_env Env() const { return env_; }
  operator napi_value() const { return value_; }

  void Define(const char* name, napi_value value) const;
  void Define(const char* name, int64_t number) const {
    Define(name, Number(env_, number));
  }
  void Define(const char* name, const std::string& utf8) const {
    Define(name, String(env_, utf8));
  }
  void Define(const char* name, const char* utf8) const {
    Define(name, String(env_, utf8));
  }

 private:
  napi_env env_;
  napi_value value_ = nullptr;
};
