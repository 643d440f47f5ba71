// What this module asks of the C library and of Linux: memory, threads, a cheap clock, comparing bytes. All else is plain
// Swift.

import Glibc

/// Zeroed memory in large pages, which goes back to the system as soon as it is freed.
///
/// A page of 4 kB has to be asked for when it is first touched, which takes several times as long as filling it, and is
/// found anew by the processor nearly every time that a large table is read at random. Linux gives pages of 2 MB where it
/// is asked to and has them; where it has none, it gives small ones, and all works as before.
///
/// SAFETY: what is allocated with a number of bytes is freed once, with the same number, and nothing beyond is touched;
/// `Buffer` and `Table`, which alone use it, keep that number beside the address.
enum LargePages {
  /// In bytes, on all processors that we know; elsewhere it is only a size to go by.
  static let pageSize = 1 << 21

  /// From how many bytes on a growing list is in large pages; of those the last one is full only in part.
  static let fewestBytes = 4 * pageSize

  /// - Parameter bytes: more than 0. What is not touched costs addresses, not memory.
  /// - Returns: nil if the system has none left.
  static func allocate(bytes: Int) -> UnsafeMutableRawPointer? {
    precondition(bytes > 0, "memory of no size")
    // Where lengths are whole pages, the system lets the memory begin at one.
    let length = (bytes + pageSize - 1) & ~(pageSize - 1)
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    guard let memory = mmap(nil, length, PROT_READ | PROT_WRITE, flags, -1, 0),
      memory != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    // Advice only: nothing is lost where it is not taken.
    _ = madvise(memory, length, MADV_HUGEPAGE)
    return memory
  }

  static func free(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    munmap(memory, (bytes + pageSize - 1) & ~(pageSize - 1))
  }
}

/// Small memory, from the C library: unlike Swift's own it can be extended where it lies, or comes zeroed.
///
/// SAFETY: `Buffer` and `Table`, which alone use it, free once what they got, and only if it did not come from
/// `LargePages`.
enum SmallMemory {
  static func allocate(bytes: Int) -> UnsafeMutableRawPointer? { malloc(bytes) }

  static func allocateZeroed(bytes: Int) -> UnsafeMutableRawPointer? { calloc(max(bytes, 1), 1) }

  /// The same bytes in memory of another size; the old memory is gone.
  static func extend(_ memory: UnsafeMutableRawPointer, toBytes bytes: Int) -> UnsafeMutableRawPointer? {
    realloc(memory, bytes)
  }

  static func free(_ memory: UnsafeMutableRawPointer) { Glibc.free(memory) }
}

/// Whether so many bytes are the same.
///
/// SAFETY: the caller has `count` readable bytes at both places.
@inline(__always)
func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
  memcmp(left, right, count) == 0
}

/// The time of a coarse clock in seconds: it starts anywhere, never goes back, and moves on every few milliseconds.
///
/// - Complexity: O(1), some 3 nanoseconds; an exact clock takes thirty times as long.
package var coarseSeconds: Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

// MARK: Threads

/// How many cores this process may use.
package var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Runs the body once for each part, on as many threads, and comes back when all are done.
///
/// A part that gets no thread, for the system has none left, runs here.
///
/// - Complexity: about 50 microseconds a thread; not worth it for less work than a few times that.
package func concurrently(parts: Int, _ body: @Sendable (Int) -> Void) {
  guard parts > 1 else {
    if parts == 1 { body(0) }
    return
  }
  withoutActuallyEscaping(body) { body in
    var threads: [pthread_t] = []
    for part in 1..<parts {
      // SAFETY: the thread takes over the one reference, or, where there is no thread, it is released here.
      let work = Unmanaged.passRetained(Work(part: part, body: body))
      var thread = pthread_t()
      let status = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let work = Unmanaged<Work>.fromOpaque(argument).takeRetainedValue()
          work.body(work.part)
          return nil
        }, work.toOpaque())
      if status == 0 {
        threads.append(thread)
      } else {
        work.release()
        body(part)
      }
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class Work: Sendable {
  let part: Int
  let body: @Sendable (Int) -> Void

  init(part: Int, body: @escaping @Sendable (Int) -> Void) {
    self.part = part
    self.body = body
  }
}
