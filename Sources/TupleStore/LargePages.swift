// Memory in large pages, for what holds millions of values.
//
// A page of 4 kB has to be asked for when it is first touched, which takes several times as long as filling it, and is
// found anew by the processor nearly every time that a large table is read at random. Linux gives pages of 2 MB where it
// is asked to and has them; where it has none, it gives small ones, and all works as before.

import Glibc

/// Zeroed memory from the system itself, to which it goes back as soon as it is freed.
enum LargePages {
  /// In bytes, on all processors that we know; elsewhere it is only a size to go by.
  static let pageSize = 1 << 21

  /// From how many bytes on a growing list is in large pages; of those the last one is full only in part.
  static let fewestBytes = 4 * pageSize

  /// - Parameter bytes: more than 0. What is not touched costs addresses, not memory.
  static func allocate(bytes: Int) -> UnsafeMutableRawPointer? {
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
