// Signals: sigaction(2), signal-safety(7), setitimer(2).
//
// The one thing that no JavaScript can do. The kernel calls a signal handler in the
// middle of whatever some thread is doing: inside malloc(), or while V8 moves objects
// about. Nothing may be touched there that could be half-way through a change, and
// that leaves atomic numbers, write(2) and little else. So the handler makes a note
// and rings a bell. What the signal means is found out later, by the loop, in peace.
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>

#include "arguments.h"
#include "sys.h"

namespace {

// Linux has 64 signals. Those from 32 on have no names in Node, so nobody can ask.
constexpr int kSignals = 32;

// All this belongs to the process, as signals do, and not to one of its threads.
std::atomic<uint32_t> arrived{0};        // bit n: signal n has come
std::atomic<int> bells[kSignals];        // where to write then; -1 is nowhere
std::atomic<int> handlers_running{0};    // in all threads together
struct sigaction old_actions[kSignals];  // what was there before us

static_assert(std::atomic<int>::is_always_lock_free &&
                  std::atomic<uint32_t>::is_always_lock_free,
              "a lock could be held by the very code that the signal interrupts");

// The signal handler. It runs in any thread, the kernel chooses, so the sleep of the
// loop may go on undisturbed: only the byte ends it. The note comes before the byte,
// or the loop could wake, find no note and go back to sleep.
void TakeNote(int signum) {
  const int interrupted_errno = errno;  // the code around us may be about to read it
  handlers_running++;
  arrived |= uint32_t{1} << signum;
  const uint64_t one = 1;  // an eventfd takes 8 bytes; a pipe takes anything
  const int bell = bells[signum];
  if (bell >= 0 && write(bell, &one, sizeof(one)) == -1) {
    // Full: it is ringing already, and the note has been made.
  }
  handlers_running--;
  errno = interrupted_errno;
}

int Install(int signum) {
  struct sigaction action{};
  action.sa_handler = TakeNote;
  action.sa_flags = SA_RESTART;  // other threads' calls have nothing to do with it
  sigfillset(&action.sa_mask);   // one at a time
  return sigaction(signum, &action, &old_actions[signum]);
}

// sigaction(2), with one handler for all: the signal is noted, and a byte is written to
// `fd`. With fd -1 the action from before comes back, unless somebody has set another
// meanwhile. Once it returns, no handler will write to the fd from before: that number
// may soon belong to another file.
napi_value Sigaction(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "sigaction");
  const int signum = args.Int("signum", 1, kSignals - 1);
  const int fd = args.Int("fd", -1);
  if (args.Bad()) return nullptr;

  struct sigaction now;
  int result = sigaction(signum, nullptr, &now);
  const bool ours = now.sa_handler == TakeNote;
  if (fd == -1 && ours) result = sigaction(signum, &old_actions[signum], nullptr);
  bells[signum] = fd;
  if (fd != -1 && !ours) result = Install(signum);
  const int error = errno;
  while (handlers_running > 0) sched_yield();
  errno = error;
  return NothingOrThrow(env, "sigaction", result);
}

// The notes: bit n is set if signal n has come since the last call, once or more often.
napi_value TakeSignals(napi_env env, napi_callback_info) {
  return Number(env, arrived.exchange(0));
}

// setitimer(2). SIGALRM (for ITIMER_REAL) in `value` ms, once; 0 calls it off.
napi_value Setitimer(napi_env env, napi_callback_info info) {
  Arguments args(env, info, "setitimer");
  const int which = args.Int("which");
  const int value = args.Int("value");
  if (args.Bad()) return nullptr;

  itimerval timer{};
  timer.it_value.tv_sec = value / 1000;
  timer.it_value.tv_usec = value % 1000 * 1000;
  const auto kind = static_cast<decltype(ITIMER_REAL)>(which);  // glibc has an enum
  return NothingOrThrow(env, "setitimer", setitimer(kind, &timer, nullptr));
}

}  // namespace

void InitSignal(Object exports, Object constants) {
  Export(exports, "sigaction", Sigaction);
  Export(exports, "take_signals", TakeSignals);
  Export(exports, "setitimer", Setitimer);

  EXPORT_CONSTANT(constants, ITIMER_REAL);
}
