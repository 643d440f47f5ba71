// A project as it stands on a day, with all that follows from it: the base from which edits are followed, each at the cost
// of what it touches.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// A model on a day and what the rules make of it, shared by all that is tried on it.
package struct Baseline: Sendable {
  package let base: EditBase
  package let day: Day
  package let book: RuleBook
  package let evaluation: Evaluation
  /// How often each day is named by facts.
  private let uses: [Day: Int]

  /// - Parameter goals: the relations that are asked about.
  /// - Returns: nil with diagnostics where a rule cannot be computed.
  /// - Complexity: that of checking the project.
  package static func baseline(
    of base: EditBase, on day: Day, by book: RuleBook, goals: [String]
  ) -> (baseline: Baseline?, diagnostics: [Diagnostic]) {
    let (facts, uses) = countedFacts(of: base.model, on: day)
    let (evaluation, diagnostics) = book.program.evaluate(facts, goals: goals)
    return (
      evaluation.map { Baseline(base: base, day: day, book: book, evaluation: $0, uses: uses) }, diagnostics
    )
  }

  /// What follows from the model as edits leave it, on the same day.
  ///
  /// - Parameter edited: has the same base.
  /// - Returns: nil with diagnostics where a rule cannot be computed any more.
  /// - Complexity: what the edits touch: see `delta(to:)` and `Evaluation.updated(by:)`.
  package func update(to edited: EditedModel) -> (update: Update?, diagnostics: [Diagnostic]) {
    evaluation.updated(by: delta(to: edited))
  }

  /// What differs then, for who asks no more; cheaper than the update.
  ///
  /// - Parameter edited: has the same base.
  /// - Returns: nil with diagnostics where a rule cannot be computed any more.
  package func change(to edited: EditedModel) -> (change: EvaluationChange?, diagnostics: [Diagnostic]) {
    evaluation.change(by: delta(to: edited))
  }

  /// The facts that edits take away, and those that they bring.
  ///
  /// Facts belong to an entity, or to the edges with the same ends and relation; only what the calendar says of a day
  /// belongs to all that name the day, so these are counted.
  ///
  /// - Complexity: the facts of what the edits touch, and of the relations of whatever begins or ceases to hold
  package func delta(to edited: EditedModel) -> Delta {
    var delta = Delta()
    var counts: [Day: Int] = [:]
    func replace(_ before: FactList, by after: FactList) {
      for day in before.days { counts[day, default: 0] -= 1 }
      for day in after.days { counts[day, default: 0] += 1 }
      for fact in before.facts where !after.contains(fact) { delta.delete(fact.relation, fact.values) }
      for fact in after.facts where !before.contains(fact) { delta.insert(fact.relation, fact.values) }
    }
    for (before, after) in edited.touchedEntities {
      replace(
        FactList(on: day) { if let before { $0.write(before) } },
        by: FactList(on: day) { if let after { $0.write(after) } })
    }
    for (before, after) in edited.touchedGroups(on: day) {
      replace(
        FactList(on: day) { for edge in before { $0.write(edge, holds: base.model.holds(edge, on: day)) } },
        by: FactList(on: day) { for edge in after { $0.write(edge, holds: edited.holds(edge, on: day)) } })
    }
    for (day, count) in counts.sorted(by: { $0.key < $1.key }) {
      let known = uses[day] ?? 0
      if known == 0, count > 0 { delta.insert("calendar", calendarEntry(of: day)) }
      if known > 0, known + count == 0 { delta.delete("calendar", calendarEntry(of: day)) }
    }
    return delta
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
    if facts.count > 24 { set = Set(facts) }
  }

  private init() {}

  mutating func insert(_ relation: String, _ values: [Value]) { facts.append(Fact(relation: relation, values: values)) }
  mutating func name(_ day: Day) { days.append(day) }

  func contains(_ fact: Fact) -> Bool { set?.contains(fact) ?? facts.contains(fact) }
}
