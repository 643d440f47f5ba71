// How many steps work takes, for tests that show how that grows.

import Synchronization

/// A count of elementary steps: facts written, tuples grouped or put in words.
///
/// Nobody counts unless a test asks, for the code that runs within `$current.withValue(_:)` and on that thread. Work adds
/// what a loop has gone through, once for the loop.
package final class StepCount: Sendable {
  /// The count that a test asks for; nil where nobody counts.
  @TaskLocal package static var current: StepCount?

  private let count = Atomic(0)

  /// A count of no steps.
  package init() {}

  /// How many steps were taken so far.
  package var steps: Int { count.load(ordering: .relaxed) }

  /// Adds steps to the count that is kept, if one is.
  package static func add(_ steps: Int) { current?.count.add(steps, ordering: .relaxed) }
}
