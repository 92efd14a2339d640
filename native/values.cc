#include "values.h"

// Nothing here asks how it went. These calls fail while the thread is being ended, and
// then no JavaScript will ever see what came of them.

napi_valuetype TypeOf(napi_env env, napi_value value) {
  napi_valuetype type = napi_undefined;
  napi_typeof(env, value, &type);
  return type;
}

napi_value Undefined(napi_env env) {
  napi_value value = nullptr;
  napi_get_undefined(env, &value);
  return value;
}

napi_value Null(napi_env env) {
  napi_value value = nullptr;
  napi_get_null(env, &value);
  return value;
}

napi_value Boolean(napi_env env, bool value) {
  napi_value boolean = nullptr;
  napi_get_boolean(env, value, &boolean);
  return boolean;
}

napi_value Number(napi_env env, int64_t value) {
  napi_value number = nullptr;
  napi_create_int64(env, value, &number);
  return number;
}

napi_value String(napi_env env, const std::string& utf8) {
  napi_value string = nullptr;
  napi_create_string_utf8(env, utf8.data(), utf8.size(), &string);
  return string;
}

Object::Object(napi_env env) : env_(env) {
  napi_create_object(env, &value_);
}

void Object::Define(const char* name, napi_value value) const {
  napi_property_descriptor property{};
  property.utf8name = name;
  property.value = value;
  property.attributes = napi_default_jsproperty;
  napi_define_properties(env_, value_, 1, &property);
}
