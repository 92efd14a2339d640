// The addon: everything it gives to JavaScript, by family.
#include "portable.h"
#include "sys.h"

namespace {

// Runs once for each thread that loads the addon. Nothing is kept between calls, so
// threads have nothing to share; except signals, which belong to the whole process.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  Napi::Object constants = Napi::Object::New(env);

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

  constants.Freeze();
  exports.Set("constants", constants);
  return exports;
}

}  // namespace

NODE_API_MODULE(addon, Init)
