// Whether an evaluation ends before it is done: somebody cancelled it, or its time is up.

import Synchronization
import TupleStore
import WorkControl

/// An interruption: whether work is to end before it is done, and why. One for each question, asked from all its threads.
///
/// Once it has told anybody to stop it tells everybody, so that work which met no stop is whole, and only that.
final class Interruption: Sendable {
  enum Reason: UInt8 {
    case cancelled = 1
    case outOfTime = 2
  }

  private let cancellation: Cancellation?
  /// By the coarse clock; nil for none.
  private let deadline: Double?
  /// The raw value of the reason that somebody was told; 0 as long as nobody was.
  private let told = Atomic<UInt8>(0)

  init(_ limits: EvaluationLimits) {
    cancellation = limits.cancellation
    deadline = limits.maximumSeconds < .infinity ? coarseSeconds + limits.maximumSeconds : nil
  }

  init(_ cancellation: Cancellation?) {
    self.cancellation = cancellation
    deadline = nil
  }

  /// Why work was told to stop; nil if it was not.
  var reason: Reason? { Reason(rawValue: told.load(ordering: .relaxed)) }

  /// The same question for loops that know nothing of reasons.
  var check: StopCheck { cancellation == nil && deadline == nil ? .never : StopCheck { self.isDue } }

  /// Whether to stop.
  ///
  /// - Complexity: O(1): two relaxed loads, and a look at the coarse clock.
  private var isDue: Bool {
    if told.load(ordering: .relaxed) != 0 { return true }
    if let cancellation, cancellation.isCancelled { return tell(.cancelled) }
    if let deadline, coarseSeconds >= deadline { return tell(.outOfTime) }
    return false
  }

  /// The first reason stays.
  private func tell(_ reason: Reason) -> Bool {
    _ = told.compareExchange(expected: 0, desired: reason.rawValue, ordering: .relaxed)
    return true
  }
}

extension Array {
  /// Sorts; false if it was stopped, and then in no order.
  ///
  /// - Complexity: O(n log n).
  mutating func sort(_ stop: StopCheck, by isBefore: (Element, Element) -> Bool) -> Bool {
    var comparisons = 0
    do {
      try sort { left, right in
        comparisons &+= 1
        if stop.isStopped(at: comparisons) { throw Cancelled() }
        return isBefore(left, right)
      }
      return true
    } catch {
      return false
    }
  }
}
