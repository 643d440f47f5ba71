// Accountability chains: from something, step by step, to an elected body, or to where they stop.

import Datalog
import GovernanceModel
import SourceDiagnostics

/// One way up.
package struct Chain: Sendable {
  /// From one thing to the next, and why.
  package struct Step: Sendable {
    /// The id of who answers.
    package let from: String
    /// The id of who is answered to.
    package let to: String
    /// What was written down that makes it a step.
    package let reason: Explanation?
  }

  /// Where a chain ends, and why there.
  package enum End: Sendable, Equatable {
    /// At an elected body.
    case elected
    /// Nothing tells where it goes on.
    case stops
    /// It goes on, but the source does not tell where: the relation of which that is so.
    case unknown(String)
    /// Where it has been before.
    case circle
    /// It goes on, but is so long that it is not followed further.
    case goesOn
  }

  /// The id of where it starts.
  package let start: String
  /// In order, from the start upwards.
  package let steps: [Step]
  /// Why it goes no further than its last step.
  package let end: End

  /// The id of where it ends.
  package var last: String { steps.last?.to ?? start }
  /// The ids that it passes, from the start to the last.
  ///
  /// - Complexity: O(steps)
  package var ids: [String] { [start] + steps.map(\.to) }
}

/// The chains of one thing.
package struct Chains: Sendable {
  /// The id of where they all start.
  package let start: String
  /// Those that end at an elected body first, then by length, then in the order of their ids.
  package let chains: [Chain]
  /// Whether there are more than are listed.
  package let hasMore: Bool

  /// Whether any of them ends at an elected body.
  package var reachesElected: Bool { chains.contains { $0.end == .elected } }
}

extension ProjectExplainer {
  /// What chains are made of, as it is asked for: a book must have it.
  package static let chainRelations = [ConceptRole.accountability, .answeredFor].map(\.rawValue)

  /// The opgaven for which somebody should answer, in the order of the model.
  package func opgavenToAnswerFor(in model: Model) -> [String] {
    let relation = book.relation(for: .answeredFor)
    let owned = Set(relation.map { evaluation.tuples(of: $0).map { text(of: $0[0]) } } ?? [])
    return model.entities.map(\.id).filter(owned.contains)
  }

  /// How many chains of one thing are looked for: in a thicket nobody reads them all.
  private static let most = 100
  /// How many steps of a chain are followed: nobody reads more, and each of them is proven.
  package static let greatestLength = 500

  /// The chains of each of the things: the steps are those of the concept of accountability.
  ///
  /// - Complexity: O(n log n) for n tuples of that relation; for each thing O(steps of its chains), up to a limit, times
  ///   their length, of which no more than `greatestLength` is followed; and a proof for each different step
  package mutating func chains(from starts: [String], model: Model) -> [Chains] {
    guard let graph = AccountabilityGraph(evaluation, of: book, in: model.vocabulary) else { return [] }
    var reasons: [[String]: Explanation?] = [:]
    return starts.map { start in
      let (paths, hasMore) = paths(from: start, in: graph, model)
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
      return Chains(start: start, chains: sorted.map(\.element), hasMore: hasMore)
    }
  }

  /// The ways up from something, and whether there are more. Breadth first: the short ones are found first, and a thicket
  /// is cut where it is widest.
  private func paths(
    from start: String, in graph: AccountabilityGraph, _ model: Model
  ) -> (paths: [(ids: [String], end: Chain.End)], hasMore: Bool) {
    /// A step that was taken, and after which one.
    struct Taken {
      let id: String
      let previous: Int?
      let length: Int
    }
    var taken = [Taken(id: start, previous: nil, length: 0)]
    var paths: [(ids: [String], end: Chain.End)] = []
    func ids(upTo number: Int) -> [String] {
      var ids = [taken[number].id]
      var next = taken[number].previous
      while let number = next {
        ids.append(taken[number].id)
        next = taken[number].previous
      }
      return ids.reversed()
    }
    func wasThere(before number: Int) -> Bool {
      var next = taken[number].previous
      while let earlier = next {
        if taken[earlier].id == taken[number].id { return true }
        next = taken[earlier].previous
      }
      return false
    }
    var next = 0
    while next < taken.count, paths.count < Self.most, taken.count < 100 * Self.most {
      let number = next
      next += 1
      let step = taken[number]
      let further = graph.targets(of: step.id)
      if graph.isElected(step.id) {
        paths.append((ids(upTo: number), .elected))
      } else if wasThere(before: number) {
        paths.append((ids(upTo: number), .circle))
      } else if further.isEmpty {
        paths.append((ids(upTo: number), end(at: step.id, model)))
      } else if step.length == Self.greatestLength {
        paths.append((ids(upTo: number), .goesOn))
      } else {
        taken += further.map { Taken(id: $0, previous: number, length: step.length + 1) }
      }
    }
    return (paths, next < taken.count)
  }

  private func end(at id: String, _ model: Model) -> Chain.End {
    let unknown = model.entity(id)?.unknowns.first { model.vocabulary.relation($0.key)?.accountability != nil }
    return unknown.map { .unknown($0.key) } ?? .stops
  }

  /// The first thing written that the step rests on.
  private mutating func reason(from: String, to: String) -> Explanation? {
    guard let relation = book.relation(for: .accountability) else { return nil }
    let step = explanations(of: Tuple(relation, [.symbol(from), .symbol(to)]), limit: 1).first
    return step?.because.first { $0.kind == .fact && $0.place != nil }
  }
}
