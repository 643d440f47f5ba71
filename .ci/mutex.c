// Tells the thread sanitizer of what `Mutex` of Swift's Synchronization does when threads wait for each other.
//
// On Linux waiting and waking are in a library that the sanitizer does not look at (Swift 6.3.1), so that it takes whatever a
// contended `Mutex` guards for a race. `.ci/sanitize thread` puts this before that library; a race that no lock guards is
// found as ever.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

void __tsan_acquire(void *) __attribute__((weak));
void __tsan_release(void *) __attribute__((weak));

#define SWIFTCALL __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// `_MutexHandle._lockSlow(_:)`, called where another thread has the lock.
SWIFTCALL void lock_slow(uint32_t thread, SELF) __asm__(LOCK_SLOW);
SWIFTCALL void lock_slow(uint32_t thread, SELF) {
  static SWIFTCALL void (*next)(uint32_t, SELF);
  if (!next) next = dlsym(RTLD_NEXT, LOCK_SLOW);
  next(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

// `_MutexHandle._unlockSlow()`, called where another thread waits.
SWIFTCALL void unlock_slow(SELF) __asm__(UNLOCK_SLOW);
SWIFTCALL void unlock_slow(SELF) {
  static SWIFTCALL void (*next)(SELF);
  if (!next) next = dlsym(RTLD_NEXT, UNLOCK_SLOW);
  if (__tsan_release) __tsan_release(self);
  next(self);
}
