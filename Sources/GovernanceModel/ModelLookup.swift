// Entities and edges found by id, in a model as it was read or as edits leave it.

/// A state of a governance graph in which entities are looked up.
package protocol EntityLookup: Sendable {
  var vocabulary: Vocabulary { get }
  /// - Complexity: O(1)
  func entity(_ id: String) -> Entity?
}

/// One in which edges are looked up too.
package protocol ModelLookup: EntityLookup {
  /// - Complexity: O(1)
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

/// A model whose edges are found by id too.
package struct ModelIndex: ModelLookup {
  package let model: Model
  private let positions: [String: Int]

  /// - Complexity: O(edges)
  package init(_ model: Model) {
    self.model = model
    positions = Dictionary(uniqueKeysWithValues: model.edges.enumerated().map { ($0.element.id, $0.offset) })
  }

  package var vocabulary: Vocabulary { model.vocabulary }
  package func entity(_ id: String) -> Entity? { model.entity(id) }
  package func edge(_ id: String) -> Edge? { position(ofEdge: id).map { model.edges[$0] } }

  func position(ofEdge id: String) -> Int? { positions[id] }
}
