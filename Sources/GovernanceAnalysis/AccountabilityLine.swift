// Up to which elected bodies an opgave is answered for, read from the concept of accountability.

import Datalog
import GovernanceModel

/// The accountability of one opgave: the shortest line to each elected body that it reaches.
package struct AccountabilityLine: Sendable, Hashable {
  /// The id of the opgave.
  package let opgave: String
  /// Ids from the opgave up to an elected body; where none is reached, to where the line stops. Sorted by length, then id.
  package let paths: [[String]]
  /// Whether the paths end at elected bodies.
  package let reachesElected: Bool
}

/// Who answers to whom, and where that ends.
package struct AccountabilityGraph: Sendable {
  /// By id, to whom it answers, in the order of their ids; and who answers to it.
  private let onward: [String: [String]]
  private let backward: [String: [String]]
  private let elected: Set<String>
  /// The relation of steps, and those that tell by `yes` where chains end.
  private let step: String
  private let ends: [String]
  /// What an update made of some of them.
  private var onwardNow: [String: [String]] = [:]
  private var backwardMore: [String: [String]] = [:]
  private var electedNow: [String: Bool] = [:]

  /// - Returns: nil where no concept that applies speaks of accountability.
  /// - Complexity: O(n log n) for n steps
  init?(_ evaluation: Evaluation, of book: RuleBook, in vocabulary: Vocabulary) {
    guard let step = book.relation(for: .accountability) else { return nil }
    self.step = step
    ends = vocabulary.attributes.filter(\.endsAccountability).map(\.predicate)
    let steps = evaluation.tuples(of: step).map { $0.map(text(of:)) }
    onward = Dictionary(grouping: steps, by: { $0[0] }).mapValues { $0.map { $0[1] } }
    backward = Dictionary(grouping: steps, by: { $0[1] }).mapValues { $0.map { $0[0] } }
    elected = Set(ends.flatMap { evaluation.tuples(of: $0).compactMap(Self.electedId) })
  }

  func targets(of id: String) -> [String] { onwardNow[id] ?? onward[id] ?? [] }

  func isElected(_ id: String) -> Bool { electedNow[id] ?? elected.contains(id) }

  /// The graph after an update of what it was made of.
  ///
  /// - Complexity: O(n log n) for n tuples that came or went
  func updated(by change: EvaluationChange) -> AccountabilityGraph {
    var graph = self
    func bySource(_ tuples: [[Value]]) -> [String: [String]] {
      Dictionary(grouping: tuples.map { $0.map(text(of:)) }, by: { $0[0] }).mapValues { $0.map { $0[1] } }
    }
    let gone = bySource(change.removed(from: step)).mapValues { Set($0) }
    let come = bySource(change.added(to: step))
    for source in Set(gone.keys).union(come.keys) {
      let left = targets(of: source).filter { gone[source]?.contains($0) != true }
      graph.onwardNow[source] = (left + (come[source] ?? [])).sorted()
      for target in come[source] ?? [] { graph.backwardMore[target, default: []].append(source) }
    }
    for end in ends {
      for id in change.removed(from: end).compactMap(Self.electedId) { graph.electedNow[id] = false }
    }
    for end in ends {
      for id in change.added(to: end).compactMap(Self.electedId) { graph.electedNow[id] = true }
    }
    return graph
  }

  /// What an update may have made answer otherwise: all from which something leads to where it changed.
  ///
  /// - Complexity: O(steps that lead there)
  var affected: Set<String> {
    var found = Set(onwardNow.keys).union(electedNow.keys)
    var queue = Array(found)
    while let id = queue.popLast() {
      for source in (backward[id] ?? []) + (backwardMore[id] ?? []) where found.insert(source).inserted {
        queue.append(source)
      }
    }
    return found
  }

  private static func electedId(_ tuple: [Value]) -> String? {
    tuple.last == .symbol("yes") ? tuple.first.map(text(of:)) : nil
  }

  /// The line of one opgave: on from it breadth first, so that the first path to a body is the shortest.
  func line(from opgave: String) -> AccountabilityLine {
    var previous: [String: String] = [opgave: opgave]
    var queue = [opgave]
    var next = 0
    var ends: [String] = []
    var reached: [String] = []
    while next < queue.count {
      let current = queue[next]
      next += 1
      if isElected(current) {
        reached.append(current)
        continue
      }
      let targets = targets(of: current)
      if targets.isEmpty { ends.append(current) }
      for target in targets where previous[target] == nil {
        previous[target] = current
        queue.append(target)
      }
    }
    func path(to end: String) -> [String] {
      var path = [end]
      while let last = path.last, last != opgave, let before = previous[last] { path.append(before) }
      return path.reversed()
    }
    let goals = reached.isEmpty ? ends : reached
    let paths = goals.map(path).map { (path: $0, text: $0.joined(separator: "/")) }
      .sorted { ($0.path.count, $0.text) < ($1.path.count, $1.text) }
    return AccountabilityLine(opgave: opgave, paths: paths.map(\.path), reachesElected: !reached.isEmpty)
  }
}

extension Vocabulary {
  /// Whether somebody answers for an entity on the day.
  func isAnsweredFor(_ entity: Entity, on day: Day) -> Bool {
    hasTrait(.answeredFor, entity.classKey) && entity.holds(on: day)
  }
}
