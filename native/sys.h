// What all families of system calls share: how a call answers, how it is listed.
//
// Every call in this folder has the same three steps. Read the arguments, all of them
// checked (arguments.h). Make the call, once. Say what came of it, with one of the
// functions below. Whether to try again, wait or give up is decided in TypeScript,
// where the reader of the loop can see it.
#pragma once

#include <sys/types.h>

#include "values.h"

// The answer of a call: a count, a descriptor. -1 throws what errno says.
napi_value NumberOrThrow(napi_env env, const char* syscall, ssize_t result);

// The same for calls that may have to wait: EAGAIN is not an error but the answer null.
napi_value NumberOrNull(napi_env env, const char* syscall, ssize_t result);

// The same for calls that have nothing to say but that it went well.
napi_value NothingOrThrow(napi_env env, const char* syscall, int result);

// The same for calls that sleep until something is ready: how much of it. A signal cut
// the sleep short? Then nothing is ready yet, and how much longer to sleep is for the
// loop to say: it looks at its clock again before it comes back.
napi_value ReadyOrThrow(napi_env env, const char* syscall, int count);

// Throws errno as Node would: `EBADF: bad file descriptor, close` with code, errno and
// syscall. Call it before anything else that could change errno. Returns no value, so
// that a call can end in `return ThrowErrno(…)`.
napi_value ThrowErrno(napi_env env, const char* syscall);

// Two new descriptors, as the array [first, second].
napi_value Pair(napi_env env, const int (&fds)[2]);

// Lists a function under the name of its system call.
void Export(Object exports, const char* name, napi_callback call);

// Lists a number of the platform's headers. A macro, so that it is spelled only once.
#define EXPORT_CONSTANT(constants, name) \
  constants.Define(#name, static_cast<int64_t>(name))

// The table of contents: one Init for each file, at its end.
void InitFd(Object exports, Object constants);
void InitEventfd(Object exports, Object constants);
void InitEpoll(Object exports, Object constants);
void InitKqueue(Object exports, Object constants);
void InitPoll(Object exports, Object constants);
void InitSelect(Object exports, Object constants);
void InitSocket(Object exports, Object constants);
void InitSignal(Object exports, Object constants);
void InitHost(Object exports, Object constants);
