// A model that edits start from: made ready once, and shared by all that is done with it.

import SourceDiagnostics
import Synchronization

/// A model whose edges are found from both ends.
package final class EditBase: Sendable {
  /// The model as it was read.
  package let model: Model
  /// For the entity at each position, where its part of `incident` starts; one more tells where the last one ends.
  private let starts: [Int]
  /// Positions of edges, for each entity those from and to it, in the order of the model.
  private let incident: [Int]
  private let knownChronology = Mutex<Chronology?>(nil)

  /// - Complexity: O(entities + edges)
  package init(_ model: Model) {
    self.model = model
    let ends = model.edges.map { (model.position(of: $0.from) ?? 0, model.position(of: $0.to) ?? 0) }
    var starts = [Int](repeating: 0, count: model.entities.count + 1)
    for (from, to) in ends {
      starts[from + 1] += 1
      if to != from { starts[to + 1] += 1 }
    }
    for position in model.entities.indices { starts[position + 1] += starts[position] }
    var incident = [Int](repeating: 0, count: starts[model.entities.count])
    var next = starts
    for (edge, (from, to)) in ends.enumerated() {
      incident[next[from]] = edge
      next[from] += 1
      guard to != from else { continue }
      incident[next[to]] = edge
      next[to] += 1
    }
    self.starts = starts
    self.incident = incident
  }

  /// The days on which something begins or ends.
  ///
  /// - Complexity: O(n log n) for n entities and edges when first asked for, then O(1)
  var chronology: Chronology {
    knownChronology.withLock { known in
      let chronology = known ?? Chronology(model)
      known = chronology
      return chronology
    }
  }

  /// Positions in `model.edges` of the edges from and to an entity, in the order of the model.
  ///
  /// - Complexity: O(1)
  package func edges(of id: String) -> ArraySlice<Int> {
    guard let position = model.position(of: id) else { return [] }
    return incident[starts[position]..<starts[position + 1]]
  }

  /// Positions in `model.edges` of the edges with the same ends and relation: they are numbered without gaps.
  ///
  /// - Complexity: O(their number)
  package func edges(in group: String) -> [Int] {
    var positions: [Int] = []
    while let position = model.position(ofEdge: Edge.id(in: group, number: positions.count + 1)) {
      positions.append(position)
    }
    return positions
  }
}

extension Edge {
  /// What edges with the same ends and relation have in common: the id of the first of them.
  package var group: String { Self.group(from: from, relation: relation, to: to) }

  /// What edges with these ends and this relation have in common.
  package static func group(from: String, relation: String, to: String) -> String { "\(from)/\(relation)/\(to)" }

  /// The id of one of a group; the first has number 1.
  package static func id(in group: String, number: Int) -> String { number == 1 ? group : "\(group)#\(number)" }
}
