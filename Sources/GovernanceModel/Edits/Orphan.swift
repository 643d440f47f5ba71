// Entities that lost their last relation of a kind.

/// What a change takes from an entity: relations of one kind, of which none is left.
package struct Orphan: Sendable {
  /// The entity that lost them.
  package let entity: Entity
  /// The edges that ended; all have the same relation, and the entity at the same end.
  package let lost: [Edge]

  /// One end of the edges of one relation.
  struct End: Hashable {
    let isFrom: Bool
    let id: String
    let relation: String

    func belongs(to edge: Edge) -> Bool { edge.relation == relation && (isFrom ? edge.from : edge.to) == id }
  }

  /// - Parameters:
  ///   - edges: what ended.
  ///   - staying: the entity of an id, if it was there and still is.
  ///   - isLeft: whether there still is an edge with that end.
  /// - Returns: in the order in which they lost something.
  /// - Complexity: O(edges), and for each different end what the parameters cost.
  static func all(
    losing edges: [Edge], staying: (String) -> Entity?, isLeft: (End) -> Bool
  ) -> [Orphan] {
    var order: [End] = []
    var lost: [End: [Edge]] = [:]
    for edge in edges {
      for end in [
        End(isFrom: true, id: edge.from, relation: edge.relation),
        End(isFrom: false, id: edge.to, relation: edge.relation),
      ] {
        if lost[end] == nil { order.append(end) }
        lost[end, default: []].append(edge)
      }
    }
    return order.compactMap { end in
      guard let entity = staying(end.id), !isLeft(end) else { return nil }
      return Orphan(entity: entity, lost: lost[end] ?? [])
    }
  }

  /// What is loose in one model on a day and was not in another.
  ///
  /// - Complexity: O(entities + edges)
  package static func all(from before: Model, to after: Model, on day: Day) -> [Orphan] {
    func isThere(_ entity: Entity) -> Bool { entity.holds(on: day) || entity.isPlanned(on: day) }
    var left: Set<End> = []
    var kept: Set<[String]> = []
    for edge in after.edges where day < edge.period.until {
      let ends = [edge.from, edge.to].compactMap { after.entity($0) }
      guard ends.allSatisfy(isThere) else { continue }
      left.insert(End(isFrom: true, id: edge.from, relation: edge.relation))
      left.insert(End(isFrom: false, id: edge.to, relation: edge.relation))
      kept.insert([edge.from, edge.relation, edge.to])
    }
    let lost = before.edges.filter { edge in
      before.holds(edge, on: day) && !kept.contains([edge.from, edge.relation, edge.to])
    }
    return all(losing: lost) { id in
      after.entity(id).flatMap { isThere($0) ? $0 : nil }
    } isLeft: {
      left.contains($0)
    }
  }
}
