// What messages list, such as the parties that lack something.

import Datalog
import GovernanceModel
import WorkControl

/// The values that `{name*}` in a message stands for: the last column of `RULE_name`, by the columns before it.
///
/// The relations are grouped once; what updates change is kept beside that, so that a copy costs no more than what
/// updates have changed so far.
struct MessageLists: Sendable {
  private typealias Groups = [[Value]: [Value]]

  /// By relation.
  private var groups: [String: Groups] = [:]
  private var changed: [String: Groups] = [:]

  /// - Parameter forms: those whose messages are to be written.
  /// - Complexity: O(n log n) for the n tuples of the relations that the forms list
  init(of evaluation: Evaluation, for forms: [FindingForm]) {
    for relation in Set(forms.flatMap(\.lists).map(\.relation)) {
      let tuples = evaluation.tuples(of: relation)
      StepCount.add(tuples.count)
      groups[relation] = Dictionary(grouping: tuples, by: { Array($0.dropLast()) }).mapValues { $0.compactMap(\.last) }
    }
  }

  /// Follows an update.
  ///
  /// - Complexity: O(k log k) for the k tuples that came and went and those they are listed with
  mutating func apply(_ change: EvaluationChange) {
    for relation in groups.keys {
      let (removed, added) = (change.removed(from: relation), change.added(to: relation))
      if removed.isEmpty, added.isEmpty { continue }
      StepCount.add(removed.count + added.count)
      let gone = Dictionary(grouping: removed, by: { Array($0.dropLast()) }).mapValues { Set($0.compactMap(\.last)) }
      let come = Dictionary(grouping: added, by: { Array($0.dropLast()) }).mapValues { $0.compactMap(\.last) }
      for key in Set(gone.keys).union(come.keys) {
        let left = items(of: relation, key).filter { gone[key]?.contains($0) != true }
        changed[relation, default: [:]][key] = (left + (come[key] ?? [])).sorted()
      }
    }
  }

  /// What a relation lists for the values of its other columns, in the order of the values.
  ///
  /// - Complexity: O(1) on average
  func items(of relation: String, _ key: [Value]) -> [Value] {
    changed[relation]?[key] ?? groups[relation]?[key] ?? []
  }
}

extension FindingForm {
  /// The lists that its message and its hint name, each with the relation that it is read from.
  var lists: [(name: String, relation: String)] {
    var seen: Set<String> = []
    return [message, hint].compactMap { $0 }.flatMap { $0.nl.placeholders + $0.en.placeholders }
      .filter { $0.hasSuffix("*") && seen.insert($0).inserted }
      .map { ($0, "\(rule.page.relation)_\($0.dropLast())") }
  }
}
