// A project on a day with all that follows from it: the base from which changes are followed, each at the cost of what it
// touches.

import Datalog
import GovernanceModel
import SourceDiagnostics
import WorkControl

/// A model on a day and what the rules make of it, shared by all that is tried on it.
///
/// It is a value: what is followed from it leaves it as it is.
package struct Baseline: Sendable {
  /// The model, with its edges found from both ends.
  package let base: EditBase
  /// The day on which the model is looked at.
  package let day: Day
  /// The rules that are applied.
  package let book: RuleBook
  /// The tuples that follow from the facts of the model on the day.
  package let evaluation: Evaluation
  /// The relations that are asked about.
  private let goals: [String]
  /// How often each day is named by facts.
  private let uses: [Day: Int]
  /// How many facts there were when all was last evaluated, and how many have come or gone since.
  private let evaluatedFacts: Int
  private let changedFacts: Int

  /// Evaluates a model.
  ///
  /// - Parameter goals: the relations that are asked about.
  /// - Returns: nil with diagnostics where a rule cannot be computed; nil without where it was cancelled.
  /// - Complexity: that of checking the project.
  package static func baseline(
    of base: EditBase, on day: Day, by book: RuleBook, goals: [String], limits: EvaluationLimits = .init()
  ) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
    let (facts, uses) = countedFacts(of: base.model, on: day, cancellation: limits.cancellation)
    let count = facts.relations.reduce(0) { $0 + facts.count(of: $1) }
    let (evaluation, diagnostics) = book.program.evaluate(facts, goals: goals, limits: limits)
    if limits.cancellation?.isCancelled == true { discard(facts) }
    let baseline = evaluation.map {
      Baseline(
        base: base, day: day, book: book, evaluation: $0, goals: goals, uses: uses, evaluatedFacts: count,
        changedFacts: 0)
    }
    return (baseline, diagnostics)
  }

  // MARK: Edits

  /// What follows from the model as edits leave it, on the same day.
  ///
  /// - Parameter edited: has the same base.
  /// - Returns: nil with diagnostics where a rule cannot be computed any more; nil without where it was cancelled.
  /// - Complexity: what the edits touch: see `delta(to:)` and `Evaluation.updated(by:)`.
  package func update(
    to edited: EditedModel, limits: EvaluationLimits = .init()
  ) -> (update: Update?, diagnostics: [Diagnostic]) {
    evaluation.updated(by: delta(to: edited), limits: limits)
  }

  /// Only the changed tuples. Cheaper than `update(to:)` because no new `Evaluation` is built.
  ///
  /// - Parameter edited: has the same base.
  /// - Returns: as `update(to:limits:)`.
  package func change(
    to edited: EditedModel, limits: EvaluationLimits = .init()
  ) -> (change: EvaluationChange?, diagnostics: [Diagnostic]) {
    evaluation.change(by: delta(to: edited), limits: limits)
  }

  /// The facts that edits take away, and those that they bring.
  ///
  /// - Parameter edited: has the same base.
  /// - Complexity: the facts of what the edits touch, and of the relations of whatever begins or ceases to hold
  package func delta(to edited: EditedModel) -> Delta {
    delta(of: ModelChange(edited, on: day), to: edited, on: day).delta
  }

  // MARK: Other models

  /// The baseline of another model on the same day, and the tuples that come and go on the way there.
  ///
  /// Updates can be chained: what they lay over the evaluation they started from is evaluated into one again as soon as
  /// half as many facts have changed as there were, which makes it no more than a constant share of their cost.
  ///
  /// - Parameter model: has the vocabulary that the rules were checked against.
  /// - Returns: nil with diagnostics where a rule cannot be computed any more; nil without where it was cancelled.
  /// - Complexity: O(entities + edges) of both models to see what differs, and for that as `Evaluation.updated(by:)`.
  package func updated(
    to model: Model, limits: EvaluationLimits = .init()
  ) -> (baseline: Baseline?, change: EvaluationChange?, diagnostics: [Diagnostic]) {
    updated(to: EditBase(model), limits: limits)
  }

  /// The baseline of another model, of which the edges are found from both ends already.
  ///
  /// - Returns: as `updated(to:limits:)`.
  /// - Complexity: as `updated(to:limits:)`.
  package func updated(
    to other: EditBase, limits: EvaluationLimits = .init()
  ) -> (baseline: Baseline?, change: EvaluationChange?, diagnostics: [Diagnostic]) {
    let (delta, uses) = delta(of: ModelChange(from: base, to: other, on: day), to: other.model, on: day)
    return following(delta, to: other, on: day, uses, limits)
  }

  // MARK: Other days

  /// The baseline of the same model on another day, and the tuples that come and go on the way there.
  ///
  /// Chains settle as those of `updated(to:limits:)` do.
  ///
  /// - Returns: nil with diagnostics where a rule cannot be computed any more; nil without where it was cancelled.
  /// - Complexity: what begins or ends between the days, as `ModelChange` tells, and for that and for what rules say of
  ///   the day itself as `Evaluation.updated(by:)`.
  package func moved(
    to other: Day, limits: EvaluationLimits = .init()
  ) -> (baseline: Baseline?, change: EvaluationChange?, diagnostics: [Diagnostic]) {
    let (delta, uses) = delta(of: ModelChange(of: base, from: day, to: other), to: base.model, on: other)
    return following(delta, to: base, on: other, uses, limits)
  }

  /// The facts that another day takes away and brings.
  ///
  /// - Complexity: the facts of what begins or ends between the days, or has an edge to it
  package func delta(to other: Day) -> Delta {
    delta(of: ModelChange(of: base, from: day, to: other), to: base.model, on: other).delta
  }

  private func following(
    _ delta: Delta, to base: EditBase, on day: Day, _ uses: [Day: Int], _ limits: EvaluationLimits
  ) -> (baseline: Baseline?, change: EvaluationChange?, diagnostics: [Diagnostic]) {
    let (update, faults) = evaluation.updated(by: delta, limits: limits)
    guard let update else { return (nil, nil, faults) }
    let changed = changedFacts + delta.count
    if 2 * changed > evaluatedFacts {
      let (afresh, faults) = Baseline.baseline(of: base, on: day, by: book, goals: goals, limits: limits)
      return (afresh, afresh.map { _ in update.change }, faults)
    }
    let baseline = Baseline(
      base: base, day: day, book: book, evaluation: update.evaluation, goals: goals, uses: uses,
      evaluatedFacts: evaluatedFacts, changedFacts: changed)
    return (baseline, update.change, [])
  }

  // MARK: Facts

  /// The facts that a change takes away and brings, and how often each day is named afterwards.
  ///
  /// Facts belong to an entity, or to the edges with the same ends and relation; only what the calendar says of a day
  /// belongs to all that name the day, so these are counted.
  ///
  /// - Complexity: the facts of the parts that change
  private func delta(
    of change: ModelChange, to model: some ModelLookup, on newDay: Day
  ) -> (delta: Delta, uses: [Day: Int]) {
    var delta = Delta()
    var counts: [Day: Int] = [:]
    func replace(_ before: FactList, by after: FactList) {
      for day in before.days { counts[day, default: 0] -= 1 }
      for day in after.days { counts[day, default: 0] += 1 }
      for fact in before.facts where !after.contains(fact) { delta.delete(fact.relation, fact.values) }
      for fact in after.facts where !before.contains(fact) { delta.insert(fact.relation, fact.values) }
    }
    if newDay != day {
      replace(FactList(of: day), by: FactList(of: newDay))
    }
    for (before, after) in change.entities {
      replace(
        FactList(on: day) { if let before { $0.write(before) } },
        by: FactList(on: newDay) { if let after { $0.write(after) } })
    }
    for (before, after) in change.groups {
      replace(
        FactList(on: day) { for edge in before { $0.write(edge, holds: base.model.holds(edge, on: day)) } },
        by: FactList(on: newDay) { for edge in after { $0.write(edge, holds: model.holds(edge, on: newDay)) } })
    }
    var uses = uses
    for (day, count) in counts.sorted(by: { $0.key < $1.key }) where count != 0 {
      let known = uses[day] ?? 0
      if known == 0 { delta.insert("calendar", calendarEntry(of: day)) }
      if known + count == 0 { delta.delete("calendar", calendarEntry(of: day)) }
      uses[day] = known + count == 0 ? nil : known + count
    }
    return (delta, uses)
  }
}

extension Delta {
  /// How many facts it names.
  ///
  /// - Complexity: O(relations)
  fileprivate var count: Int {
    deletions.values.reduce(0) { $0 + $1.count } + insertions.values.reduce(0) { $0 + $1.count }
  }
}

/// The few facts of one thing.
private struct FactList: FactSink {
  struct Fact: Hashable {
    let relation: String
    let values: [Value]
  }

  private(set) var facts: [Fact] = []
  private(set) var days: [Day] = []
  /// Made where there are too many to look through.
  private var set: Set<Fact>?

  init(on day: Day, _ write: (inout FactWriter<FactList>) -> Void) {
    var writer = FactWriter(day: day, sink: FactList())
    write(&writer)
    self = writer.sink
    StepCount.add(facts.count)
    if facts.count > 24 { set = Set(facts) }
  }

  /// What facts say of the day that is looked at.
  init(of day: Day) { self.init(on: day) { $0.writeDay() } }

  private init() {}

  mutating func insert(_ relation: String, _ values: [Value]) { facts.append(Fact(relation: relation, values: values)) }
  mutating func name(_ day: Day) { days.append(day) }

  func contains(_ fact: Fact) -> Bool { set?.contains(fact) ?? facts.contains(fact) }
}
