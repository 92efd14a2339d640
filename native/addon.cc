// The addon: everything it gives to JavaScript, by family.
#include "portable.h"
#include "sys.h"

namespace {

// Runs once for each thread that loads the addon. Nothing is kept between calls, so
// threads have nothing to share; except signals, which belong to the whole process.
napi_value Init(napi_env env, napi_value module_exports) {
  const Object exports(env, module_exports);
  const Object constants(env);

  InitFd(exports, constants);
  InitSocket(exports, constants);
  InitSelect(exports, constants);
  InitPoll(exports, constants);
  InitSignal(exports, constants);
  InitHost(exports, constants);
#ifdef IOLOOP_EPOLL
  InitEpoll(exports, constants);
  InitEventfd(exports, constants);
#endif
#ifdef IOLOOP_KQUEUE
  InitKqueue(exports, constants);
#endif

  napi_object_freeze(env, constants);
  exports.Define("constants", constants);
  return exports;
}

}  // namespace

NAPI_MODULE(addon, Init)
