// Up to which elected bodies an opgave is answered for, read from the concept `answers_to`.

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

/// The relation that tells who answers to whom; it is there where a rule that applies rests on it.
package let accountabilityRelation = "answers_to"

/// Who answers to whom, and where that ends.
struct AccountabilityGraph {
  /// By id, to whom it answers, in the order of their ids.
  let onward: [String: [String]]
  let elected: Set<String>

  /// - Complexity: O(n log n) for n tuples of `answers_to`
  init(_ evaluation: Evaluation) {
    let steps = evaluation.tuples(of: accountabilityRelation).map { $0.map(text(of:)) }
    onward = Dictionary(grouping: steps, by: { $0[0] }).mapValues { $0.map { $0[1] } }
    elected = Set(evaluation.tuples(of: "elected").filter { $0.last == .symbol("yes") }.map { text(of: $0[0]) })
  }
}

/// The accountability of every opgave that there is on a day.
///
/// - Returns: in the order of the model; nothing where no rule of the program speaks of accountability.
/// - Complexity: O(opgaven · lines of accountability that lead on from them)
package func accountabilityLines(
  in evaluation: Evaluation, program: Program, of model: Model, on day: Day
) -> [AccountabilityLine] {
  guard program.declaration(of: accountabilityRelation) != nil else { return [] }
  let graph = AccountabilityGraph(evaluation)
  return model.entities.filter { $0.classKey == "opgave" && model.holds($0, on: day) }.map { opgave in
    line(from: opgave.id, in: graph)
  }
}

/// Goes on breadth first, so that the first path to a body is the shortest.
private func line(from opgave: String, in graph: AccountabilityGraph) -> AccountabilityLine {
  var previous: [String: String] = [opgave: opgave]
  var queue = [opgave]
  var next = 0
  var ends: [String] = []
  var reached: [String] = []
  while next < queue.count {
    let current = queue[next]
    next += 1
    if graph.elected.contains(current) {
      reached.append(current)
      continue
    }
    let targets = graph.onward[current] ?? []
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
  let paths = goals.map(path).sorted { ($0.count, $0.joined(separator: "/")) < ($1.count, $1.joined(separator: "/")) }
  return AccountabilityLine(opgave: opgave, paths: paths, reachesElected: !reached.isEmpty)
}
