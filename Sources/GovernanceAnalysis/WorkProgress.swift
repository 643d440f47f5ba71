// How far long work is, for whoever looks meanwhile.

import Synchronization

/// Counts the parts of long work. Any thread may count, and any may look.
package final class WorkProgress: Sendable {
  private let done = Atomic(0)
  private let all = Atomic(0)

  package init() {}

  /// How many parts are done, of how many; nil as long as that is not known.
  package var counts: (done: Int, all: Int)? {
    let all = all.load(ordering: .relaxed)
    return all > 0 ? (min(done.load(ordering: .relaxed), all), all) : nil
  }

  /// Starts counting anew.
  func begin(_ parts: Int) {
    done.store(0, ordering: .relaxed)
    all.store(parts, ordering: .relaxed)
  }

  func advance() { done.add(1, ordering: .relaxed) }
}
