// Accountability chains: from something, step by step, to an elected body, or to where they stop.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// One way up.
package struct Chain: Sendable {
  /// From one thing to the next, and why.
  package struct Step: Sendable {
    package let from: String
    package let to: String
    /// What was written down that makes it a step.
    package let reason: Explanation?
  }

  package enum End: Sendable, Equatable {
    /// At an elected body.
    case elected
    /// Nothing tells where it goes on.
    case stops
    /// It goes on, but the source does not tell where: the relation of which that is so.
    case unknown(String)
    /// Where it has been before.
    case circle
  }

  package let start: String
  package let steps: [Step]
  package let end: End

  package var last: String { steps.last?.to ?? start }
  package var ids: [String] { [start] + steps.map(\.to) }
}

/// The chains of one thing.
package struct Chains: Sendable {
  package let start: String
  /// Those that end at an elected body first, then by length, then in the order of their ids.
  package let chains: [Chain]
  /// Whether there are more than are listed.
  package let hasMore: Bool

  package var reachesElected: Bool { chains.contains { $0.end == .elected } }
}

extension ProjectExplainer {
  /// The relations that chains are made of: a book must have them.
  package static let chainRelations = [accountabilityRelation, "to_be_owned"]

  /// The opgaven for which somebody should answer, in the order of the model.
  package func opgavenToAnswerFor(in model: Model) -> [String] {
    let owned = Set(evaluation.tuples(of: "to_be_owned").map { text(of: $0[0]) })
    return model.entities.map(\.id).filter(owned.contains)
  }

  /// How many chains of one thing are looked for: in a thicket nobody reads them all.
  private static let most = 100

  /// The chains of each of the things: the steps are those of the concept `answers_to`.
  ///
  /// - Complexity: O(steps of all chains, up to a limit for each thing), and a proof for each different step.
  package mutating func chains(from starts: [String], model: Model) -> [Chains] {
    let graph = AccountabilityGraph(evaluation)
    var reasons: [[String]: Explanation?] = [:]
    return starts.map { start in
      var paths: [(ids: [String], end: Chain.End)] = []
      var open = [[start]]
      // Breadth first: the short ones are found first, and a thicket is cut where it is widest.
      var next = 0
      while next < open.count, paths.count < Self.most, open.count < 100 * Self.most {
        let path = open[next]
        next += 1
        let last = path[path.count - 1]
        let further = graph.targets(of: last)
        if graph.isElected(last) {
          paths.append((path, .elected))
        } else if path.dropLast().contains(last) {
          paths.append((path, .circle))
        } else if further.isEmpty {
          paths.append((path, end(at: last, model)))
        } else {
          open += further.map { path + [$0] }
        }
      }
      let chains = paths.map { path, end in
        let steps = zip(path, path.dropFirst()).map { from, to in
          let key = [from, to]
          if reasons[key] == nil { reasons[key] = .some(reason(from: from, to: to)) }
          return Chain.Step(from: from, to: to, reason: reasons[key] ?? nil)
        }
        return Chain(start: start, steps: steps, end: end)
      }
      let sorted = chains.enumerated().sorted { left, right in
        let (one, other) = (left.element, right.element)
        if (one.end == .elected) != (other.end == .elected) { return one.end == .elected }
        return (one.steps.count, left.offset) < (other.steps.count, right.offset)
      }
      return Chains(start: start, chains: sorted.map(\.element), hasMore: next < open.count)
    }
  }

  private func end(at id: String, _ model: Model) -> Chain.End {
    let ways = ["owner", "reports-to", "part-of", "council", "members", "in", "holder", "works-for", "grantor"]
    let unknown = model.entity(id)?.unknowns.first { ways.contains($0.key) }
    return unknown.map { .unknown($0.key) } ?? .stops
  }

  /// The first thing written that the step rests on.
  private mutating func reason(from: String, to: String) -> Explanation? {
    let step = explanations(of: Tuple(accountabilityRelation, [.symbol(from), .symbol(to)]), limit: 1).first
    return step?.because.first { $0.kind == .fact && $0.place != nil }
  }
}
