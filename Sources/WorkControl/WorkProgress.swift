// How far long work is, for whoever looks meanwhile.

import Synchronization

/// A count of the parts of long work that are done. Any thread may count, and any may look.
public final class WorkProgress: Sendable {
  private let done = Atomic(0)
  private let all = Atomic(0)

  /// A count of work that has not begun.
  public init() {}

  /// How many parts are done, of how many; nil as long as that is not known.
  ///
  /// - Complexity: O(1)
  public var counts: (done: Int, all: Int)? {
    let all = all.load(ordering: .relaxed)
    return all > 0 ? (min(done.load(ordering: .relaxed), all), all) : nil
  }

  /// Starts counting anew, from none to `parts`.
  package func begin(_ parts: Int) {
    done.store(0, ordering: .relaxed)
    all.store(parts, ordering: .relaxed)
  }

  /// Counts one part as done.
  package func advance() { done.add(1, ordering: .relaxed) }
}
