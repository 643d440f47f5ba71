// What changes between two states of a model, in the parts to which facts belong.

/// The entities and the groups of edges that differ between two states of a model, each before and after.
///
/// A group is all edges with the same ends and relation; it is whole here, for its edges share facts.
package struct ModelChange: Sendable {
  /// Nil where there is no entity of that id.
  package let entities: [(before: Entity?, after: Entity?)]
  package let groups: [(before: [Edge], after: [Edge])]

  /// What edits have changed.
  ///
  /// - Parameter day: the groups are among it whose edges hold otherwise on that day because one of their ends does.
  /// - Complexity: O(n log n) in what was touched
  package init(_ edited: EditedModel, on day: Day) {
    entities = edited.touchedEntities
    groups = edited.touchedGroups(on: day)
  }

  /// What differs between two models of one vocabulary.
  ///
  /// - Parameter day: the groups are among it whose edges hold otherwise on that day because one of their ends does.
  /// - Complexity: O(entities + edges)
  package init(from before: EditBase, to after: EditBase, on day: Day) {
    let difference = ModelDifference(from: before.model, to: after.model)
    entities =
      difference.removedEntities.map { ($0, nil) } + difference.changedEntities.map { ($0.before, $0.after) }
      + difference.addedEntities.map { (nil, $0) }
    var order: [String] = []
    var seen: Set<String> = []
    func touch(_ edges: [Edge]) {
      for edge in edges where seen.insert(edge.group).inserted { order.append(edge.group) }
    }
    touch(difference.removedEdges + difference.changedEdges.map(\.after) + difference.addedEdges)
    for (one, other) in entities where one?.holds(on: day) != other?.holds(on: day) {
      guard let id = (one ?? other)?.id else { continue }
      for base in [before, after] { touch(base.edges(of: id).map { base.model.edges[$0] }) }
    }
    groups = order.map { group in
      (before.edges(in: group).map { before.model.edges[$0] }, after.edges(in: group).map { after.model.edges[$0] })
    }
  }
}
