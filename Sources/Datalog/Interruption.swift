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
  private let deadline: ContinuousClock.Instant?
  /// The raw value of the reason that somebody was told; 0 as long as nobody was.
  private let told = Atomic<UInt8>(0)
  /// How often it was asked; threads may miss each other's count, which does not matter.
  private let questions = Atomic<Int>(0)

  /// From so many seconds on there is no deadline; the clock could not count them.
  private static let endlessSeconds = 1e9
  /// The clock is looked at once in so many questions, for that takes longer than all the rest.
  private static let questionsPerLook = 16

  init(_ limits: EvaluationLimits) {
    cancellation = limits.cancellation
    let seconds = limits.maximumSeconds
    deadline = seconds < Interruption.endlessSeconds ? ContinuousClock.now.advanced(by: .seconds(max(seconds, 0))) : nil
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
  /// - Complexity: O(1): two or three relaxed loads, and a look at the clock now and then.
  private var isDue: Bool {
    if told.load(ordering: .relaxed) != 0 { return true }
    if let cancellation, cancellation.isCancelled { return tell(.cancelled) }
    guard let deadline else { return false }
    let number = questions.load(ordering: .relaxed)
    questions.store(number &+ 1, ordering: .relaxed)
    return number % Interruption.questionsPerLook == 0 && ContinuousClock.now >= deadline && tell(.outOfTime)
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
