// Reading memory ahead of need.

import Synchronization

/// A prefetch: memory that is read before it is needed, for many keys in a row, so that the processor waits for all of
/// them at the same time and not for one after the other.
struct Prefetch {
  private var sum: UInt64 = 0

  /// Where sums go that nobody asks for: reads of which nothing comes would be left out by the optimizer.
  private static let sink = Atomic<UInt64>(0)

  /// Reads a value now that is needed soon.
  @inline(__always)
  mutating func read(_ value: some FixedWidthInteger) { sum &+= UInt64(truncatingIfNeeded: value) }

  /// Says that all reads were made.
  ///
  /// - Complexity: one store; to be called once for many reads.
  @inline(__always)
  func finish() { Prefetch.sink.store(sum, ordering: .relaxed) }
}
