// What changes between two states of a model, or from one day to another, in the parts to which facts belong.

/// The entities and the groups of edges that differ between two states of a model, each before and after.
///
/// From day to day nothing is written otherwise; what holds or is shown then differs.
///
/// A group is all edges with the same ends and relation; it is whole here, for its edges share facts.
package struct ModelChange: Sendable {
  /// Nil where there is no entity of that id.
  package let entities: [(before: Entity?, after: Entity?)]
  /// The edges with the same ends and relation, before and after, of each group of which one differs.
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
  /// What holds, is planned or is said to be unknown on one day otherwise than on another: an edge also where one of its
  /// ends begins or ends.
  ///
  /// - Complexity: O(log n) in the size of the model, and O(k log k) in the entities that begin or end between the days,
  ///   their edges, and the edges that do; more only when the base is first asked
  package init(of base: EditBase, from first: Day, to last: Day) {
    let model = base.model
    let (earlier, later) = (min(first, last), max(first, last))
    var edges = Set(base.chronology.edges(after: earlier, through: later))
    var entities: [(before: Entity?, after: Entity?)] = []
    for position in base.chronology.entities(after: earlier, through: later) {
      let entity = model.entities[position]
      if entity.shows(theSameOn: first, as: last) { continue }
      entities.append((entity, entity))
      if entity.holds(on: first) != entity.holds(on: last) { edges.formUnion(base.edges(of: entity.id)) }
    }
    var seen: Set<String> = []
    var groups: [(before: [Edge], after: [Edge])] = []
    for position in edges.sorted() {
      let edge = model.edges[position]
      guard model.holds(edge, on: first) != model.holds(edge, on: last), seen.insert(edge.group).inserted else {
        continue
      }
      let group = base.edges(in: edge.group).map { model.edges[$0] }
      groups.append((group, group))
    }
    self.entities = entities
    self.groups = groups
  }
}

extension Entity {
  /// Whether nothing that depends on the day is said of it on one day and not on the other.
  fileprivate func shows(theSameOn day: Day, as other: Day) -> Bool {
    func shows(_ unknown: Unknown, on day: Day) -> Bool {
      day < unknown.period.until && (isPlanned(on: day) || unknown.period.from <= day)
    }
    return holds(on: day) == holds(on: other) && isPlanned(on: day) == isPlanned(on: other)
      && unknowns.allSatisfy { shows($0, on: day) == shows($0, on: other) }
  }
}
