// Entities and edges found by id, in a model as it was read or as edits leave it.

/// A state of a governance graph in which entities are looked up.
package protocol EntityLookup: Sendable {
  var vocabulary: Vocabulary { get }
  /// - Complexity: O(1)
  func entity(_ id: String) -> Entity?
}

/// One in which edges are looked up too.
package protocol ModelLookup: EntityLookup {
  /// - Complexity: O(edges that were written for the same entity)
  func edge(_ id: String) -> Edge?
}

extension EntityLookup {
  /// The name of the entity, or the id where there is none.
  package func label(of id: String) -> String { entity(id)?.label ?? id }

  /// Whether the edge and both its ends hold on that day.
  ///
  /// - Complexity: O(1)
  package func holds(_ edge: Edge, on day: Day) -> Bool {
    guard edge.period.contains(day), let from = entity(edge.from), let to = entity(edge.to) else { return false }
    return from.holds(on: day) && to.holds(on: day)
  }
}
