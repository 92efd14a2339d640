// The addon: everything it gives to JavaScript, by family.
#include "sys.h"

namespace {

// Runs once for each thread that loads the addon. Nothing is kept between calls, so
// threads have nothing to share; except signals, which belong to the whole process.
Napi::Object Init(Napi::Env env, Napi::Object exports) {
  Napi::Object constants = Napi::Object::New(env);

  InitFd(exports, constants);
  InitEventfd(exports, constants);
  InitEpoll(exports, constants);
  InitSocket(exports, constants);
  InitSignal(exports, constants);
  InitHost(exports, constants);

  constants.Freeze();
  exports.Set("constants", constants);
  return exports;
}

}  // namespace

NODE_API_MODULE(addon, Init)
