// What all families of system calls share: how a call answers, how it is listed.
//
// Every call in this folder has the same three steps. Read the arguments, all of them
// checked (arguments.h). Make the call, once. Say what came of it, with one of the
// functions below. Whether to try again, wait or give up is decided in TypeScript,
// where the reader of the loop can see it.
#pragma once

#include <napi.h>
#include <sys/types.h>

// The answer of a call: a count, a descriptor. -1 throws what errno says.
Napi::Value NumberOrThrow(Napi::Env env, const char* syscall, ssize_t result);

// The same for calls that may have to wait: EAGAIN is not an error but the answer null.
Napi::Value NumberOrNull(Napi::Env env, const char* syscall, ssize_t result);

// The same for calls that have nothing to say but that it went well.
Napi::Value NothingOrThrow(Napi::Env env, const char* syscall, int result);

// The same for calls that sleep until something is ready: how much of it. A signal cut
// the sleep short? Then nothing is ready yet, and how much longer to sleep is for the
// loop to say: it looks at its clock again before it comes back.
Napi::Value ReadyOrThrow(Napi::Env env, const char* syscall, int count);

// Throws errno as Node would: `EBADF: bad file descriptor, close` with code, errno and
// syscall. Call it before anything else that could change errno. Returns no value, so
// that a call can end in `return ThrowErrno(…)`.
Napi::Value ThrowErrno(Napi::Env env, const char* syscall);

// Two new descriptors, as the array [first, second].
Napi::Value Pair(Napi::Env env, const int (&fds)[2]);

// Lists a function under the name of its system call.
template <Napi::Value (*Call)(const Napi::CallbackInfo&)>
void Export(Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New<Call>(exports.Env(), name));
}

// Lists a number of the platform's headers. A macro, so that it is spelled only once.
#define EXPORT_CONSTANT(constants, name) constants.Set(#name, static_cast<double>(name))

// The table of contents: one Init for each file, at its end.
void InitFd(Napi::Object exports, Napi::Object constants);
void InitEventfd(Napi::Object exports, Napi::Object constants);
void InitEpoll(Napi::Object exports, Napi::Object constants);
void InitKqueue(Napi::Object exports, Napi::Object constants);
void InitPoll(Napi::Object exports, Napi::Object constants);
void InitSelect(Napi::Object exports, Napi::Object constants);
void InitSocket(Napi::Object exports, Napi::Object constants);
void InitSignal(Napi::Object exports, Napi::Object constants);
void InitHost(Napi::Object exports, Napi::Object constants);
