// Whether long work is still wanted.
//
// The module knows how far work is and whether anybody still wants it. It must not know what the work is.

import Synchronization

/// A request to stop long work, shared between whoever asked for the work and whoever does it. Any thread may cancel, and
/// any may look.
///
/// Work that hears it ends early and gives no result; what it was computed from stays as it was.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// A request that nobody has made yet.
  public init() {}

  /// Whether the work is no longer wanted. Once true, it stays true.
  ///
  /// - Complexity: O(1), one relaxed load: cheap enough for every batch of rows.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Asks the work to stop.
  ///
  /// - Complexity: O(1); the work hears it at its next look, which is at most 10 ms later.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// - Throws: `Cancelled` where the work is no longer wanted.
  public func check() throws(Cancelled) { if isCancelled { throw Cancelled() } }
}

/// The work was no longer wanted and has no result.
public struct Cancelled: Error, Sendable {
  /// The error; it tells no more than that it happened.
  public init() {}
}
