// An evaluation with other facts, made from the one that there is.

import SourceDiagnostics

/// An evaluation after a change of its facts.
public struct Update: Sendable {
  /// The evaluation of the changed facts.
  public let evaluation: Evaluation
  /// The tuples that were added and removed.
  public let change: EvaluationChange
}

extension Evaluation {
  /// The evaluation as it would be with other facts, and what that changes.
  ///
  /// This evaluation stays as it is, and shares with the other all that they have in common: updates can be made side by
  /// side, on several threads too, one on top of the other, and are undone by dropping them. What is asked for stays: if
  /// only some goals were evaluated, only they are updated.
  ///
  /// The result equals that of `Program.evaluate` on the changed facts, with two exceptions. `ord` gives the number of a
  /// symbol, which depends on the order in which they are first seen. And arithmetic without a result (`10 / x` where
  /// only a literal to its right keeps `x` from zero) may be met in another order, and so be met or not. Heights in
  /// proofs are not the least ones any more.
  ///
  /// - Returns: the update, nil if something went wrong or it was cancelled: see `Program.evaluate`.
  /// - Complexity: what the change touches: for each clause and each changed tuple, the tuples that join with it; for an
  ///   aggregate, the groups that have changed; for relations that are declared `eqrel` or limited in size, all that their
  ///   stratum computes. The first update that looks at a relation in some way makes an index of it, O(n) for n tuples,
  ///   which all others use.
  public func updated(
    by delta: Delta, limits: EvaluationLimits = .init()
  ) -> (update: Update?, diagnostics: [Diagnostic]) {
    following(delta, limits) { updater, change in
      Update(evaluation: Evaluation(updater, of: self, dictionary: change.dictionary), change: change)
    }
  }

  /// Only the changed tuples. Cheaper than `updated(by:limits:)`, because no new `Evaluation` is built.
  ///
  /// - Returns: as `updated(by:limits:)`.
  /// - Complexity: as `updated(by:limits:)`.
  public func change(
    by delta: Delta, limits: EvaluationLimits = .init()
  ) -> (change: EvaluationChange?, diagnostics: [Diagnostic]) { following(delta, limits) { $1 } }

  private func following<Result>(
    _ delta: Delta, _ limits: EvaluationLimits, _ result: (Updater, EvaluationChange) -> Result
  ) -> (Result?, [Diagnostic]) {
    let interruption = Interruption(limits)
    let plans = base.takePlans()
    defer { base.putBack(plans) }
    let stop = interruption.check
    plans.context.begin(base.dictionary(of: self, stop: stop), stop)
    plans.context.limitTexts(toBytes: limits.maximumTextBytes)
    defer { plans.context.begin(ValueDictionary(), .never) }
    var updater = Updater(self, plans, limits, interruption)
    guard updater.run(delta) else { return (nil, updater.allDiagnostics) }
    return (result(updater, updater.change), [])
  }
}
