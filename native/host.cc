// Being called from Node's own loop: libuv's poll handles.
//
// Node sleeps in an epoll set of its own, inside libuv. A descriptor that libuv watches
// takes part in that sleep; and an epoll set is such a descriptor, readable while any
// of those in it is ready. This is not a system call, but what libuv makes of some.
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <uv.h>

#include "arguments.h"
#include "sys.h"

namespace {

// A descriptor that libuv watches. It belongs to the function that stops it: when that
// is collected, so is this. And it must not be while libuv uses the handle, which takes
// until libuv's loop comes round once more after uv_close(). Until then `stop` is a
// reference that keeps the function.
struct Watch {
  napi_env env;
  uv_poll_t handle = {};
  int fd = -1;  // a duplicate of the caller's
  napi_ref callback = nullptr;
  napi_ref stop = nullptr;
  napi_async_cleanup_hook_handle hook = nullptr;
};

uv_handle_t* HandleOf(Watch* watch) {
  return reinterpret_cast<uv_handle_t*>(&watch->handle);
}

void OnCollected(napi_env, void* watch, void*) {
  delete static_cast<Watch*>(watch);
}

void OnClosed(uv_handle_t* handle) {
  Watch* const watch = static_cast<Watch*>(handle->data);
  napi_remove_async_cleanup_hook(watch->hook);
  napi_delete_reference(watch->env, watch->stop);
}

void Stop(Watch* watch) {
  if (uv_is_closing(HandleOf(watch))) return;
  napi_delete_reference(watch->env, watch->callback);
  uv_close(HandleOf(watch), OnClosed);
  close(watch->fd);
}

// The thread ends, and its libuv loop with it: no handle may be left in there.
void OnExit(napi_async_cleanup_hook_handle, void* watch) {
  Stop(static_cast<Watch*>(watch));
}

// Called the way Node calls its own callbacks: when it returns, ticks and promise jobs
// run. What it throws is an uncaught exception. Node wants an object for `this`.
void OnReadable(uv_poll_t* handle, int, int) {
  const Watch* const watch = static_cast<Watch*>(handle->data);
  const napi_env env = watch->env;
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return;

  napi_value function;
  napi_value global;
  napi_get_reference_value(env, watch->callback, &function);
  napi_get_global(env, &global);
  if (napi_make_callback(env, nullptr, global, function, 0, nullptr, nullptr) ==
      napi_pending_exception) {
    napi_value error;
    napi_get_and_clear_last_exception(env, &error);
    napi_fatal_exception(env, error);
  }
  napi_close_handle_scope(env, scope);
}

// The function that ends it, and owns the watch from here on. None can be made while
// the thread is being ended.
napi_value StopFunction(Watch* watch) {
  const napi_callback call = [](napi_env env, napi_callback_info info) {
    void* data;
    napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &data);
    Stop(static_cast<Watch*>(data));
    return Undefined(env);
  };
  napi_value stop = nullptr;
  napi_create_function(watch->env, "stop", NAPI_AUTO_LENGTH, call, watch, &stop);
  if (stop == nullptr) {
    delete watch;
  } else {
    napi_add_finalizer(watch->env, stop, watch, OnCollected, nullptr, nullptr);
  }
  return stop;
}

// 0, or an error of libuv's. Up to uv_poll_init() there is nothing to give back but the
// descriptor; after it libuv has the handle on its list, and only uv_close() helps.
int Start(Watch* watch, int fd, napi_value callback, napi_value stop) {
  watch->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (watch->fd == -1) return -errno;
  uv_loop_t* loop = nullptr;
  napi_get_uv_event_loop(watch->env, &loop);
  if (const int error = uv_poll_init(loop, &watch->handle, watch->fd)) {
    close(watch->fd);
    return error;
  }
  watch->handle.data = watch;
  napi_create_reference(watch->env, stop, 1, &watch->stop);
  napi_create_reference(watch->env, callback, 1, &watch->callback);
  napi_add_async_cleanup_hook(watch->env, OnExit, watch, &watch->hook);
  const int error = uv_poll_start(&watch->handle, UV_READABLE, OnReadable);
  if (error != 0) Stop(watch);
  return error;
}

// uv_poll_init() and uv_poll_start(). Calls back whenever `fd` is readable, until the
// function that it gives is called. What is watched is a duplicate: libuv adds it to
// its set a little later, and aborts if it is refused there, closed in between.
napi_value UvPoll(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "uv_poll");
  const int fd = args.Fd("fd");
  const napi_value callback = args.Next();
  if (args.Bad()) return nullptr;
  if (TypeOf(env, callback) != napi_function) {
    args.WrongType("callback", "a function", callback);
    return nullptr;
  }

  Watch* const watch = new Watch{env};
  const napi_value stop = StopFunction(watch);
  if (stop == nullptr) return nullptr;
  if (const int error = Start(watch, fd, callback, stop)) {
    errno = -error;
    return ThrowErrno(env, "uv_poll");
  }
  return stop;
}

}  // namespace

void InitHost(Object exports, Object) {
  Export(exports, "uv_poll", UvPoll);
}
