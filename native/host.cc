// Being called from Node's own loop: libuv's poll handles.
//
// Node sleeps in an epoll set of its own, inside libuv. A descriptor that libuv watches
// takes part in that sleep; and an epoll set is such a descriptor, readable while any
// of those in it is ready. This is not a system call, but what libuv makes of some.
#include <errno.h>
#include <uv.h>

#include <memory>

#include "arguments.h"
#include "sys.h"

namespace {

// A descriptor that libuv watches. It belongs to libuv until that has closed it, which
// takes until its loop comes round, and to the function that stops it.
struct Watch {
  uv_poll_t handle;
  Napi::FunctionReference callback;
  napi_async_cleanup_hook_handle hook = nullptr;
  std::shared_ptr<Watch> held_by_libuv;
};

Watch* Of(void* handle) {
  return static_cast<Watch*>(static_cast<uv_handle_t*>(handle)->data);
}

void OnClosed(uv_handle_t* handle) {
  Watch* const watch = Of(handle);
  if (watch->hook) napi_remove_async_cleanup_hook(watch->hook);
  watch->held_by_libuv.reset();
}

void Stop(Watch* watch) {
  uv_handle_t* const handle = reinterpret_cast<uv_handle_t*>(&watch->handle);
  if (uv_is_closing(handle)) return;
  watch->callback.Reset();
  uv_close(handle, OnClosed);
}

// The thread ends, and its libuv loop with it: no handle may be left in there.
void OnExit(napi_async_cleanup_hook_handle, void* watch) {
  Stop(static_cast<Watch*>(watch));
}

// Called the way Node calls its own callbacks: when it returns, ticks and promise jobs
// run. What it throws is an uncaught exception. Node wants an object for `this`.
void OnReadable(uv_poll_t* handle, int, int) {
  Watch* const watch = Of(handle);
  const Napi::Env env = watch->callback.Env();
  const Napi::HandleScope scope(env);
  const napi_value function = watch->callback.Value();
  const napi_status status =
      napi_make_callback(env, nullptr, env.Global(), function, 0, nullptr, nullptr);
  napi_value error;
  if (status != napi_pending_exception) return;
  napi_get_and_clear_last_exception(env, &error);
  napi_fatal_exception(env, error);
}

int Start(Napi::Env env, int fd, Watch* watch) {
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(env, &loop);
  if (const int error = uv_poll_init(loop, &watch->handle, fd)) return error;
  watch->handle.data = watch;
  napi_add_async_cleanup_hook(env, OnExit, watch, &watch->hook);
  return uv_poll_start(&watch->handle, UV_READABLE, OnReadable);
}

// uv_poll_init() and uv_poll_start(). Calls back whenever `fd` is readable. Gives the
// function that ends it, to be called before the descriptor is closed.
Napi::Value UvPoll(const Napi::CallbackInfo& info) {
  Arguments args(info, "uv_poll");
  const int fd = args.Fd("fd");
  const Napi::Value callback = args.Next();
  if (args.Bad()) return {};
  if (!callback.IsFunction()) {
    args.WrongType("callback", "a function", callback);
    return {};
  }

  const auto watch = std::make_shared<Watch>();
  watch->callback = Napi::Persistent(callback.As<Napi::Function>());
  if (const int error = Start(info.Env(), fd, watch.get())) {
    errno = -error;
    return ThrowErrno(info.Env(), "uv_poll");
  }
  watch->held_by_libuv = watch;
  const auto stop = [watch](const Napi::CallbackInfo&) { Stop(watch.get()); };
  return Napi::Function::New(info.Env(), stop, "stop");
}

}  // namespace

void InitHost(Napi::Object exports, Napi::Object) {
  Export<UvPoll>(exports, "uv_poll");
}
