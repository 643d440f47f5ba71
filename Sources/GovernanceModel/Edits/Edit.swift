// The primitive edits that every reorganisation comes down to, and what they make of a model.

import SourceDiagnostics

/// One change of one entity or one edge.
package enum Edit: Sendable {
  case insert(Entity)
  case connect(Edge)
  /// The entity holds no longer from that day on; one that never held before that day is gone.
  case end(entity: String, on: Day)
  case disconnect(edge: String, on: Day)
  /// As if it had never been written; its edges go too.
  case delete(entity: String)
  case deleteEdge(String)
  /// The entity of that id says this of itself from now on: name, kind, attributes, what is unknown.
  case change(Entity)
}

/// What differs between two models: the second has what the first has not, and the other way about.
package struct ModelDifference: Sendable {
  /// Entities of the later model of which the earlier has none with that id, in the order of the later.
  package var addedEntities: [Entity] = []
  /// Entities of the earlier model of which the later has none with that id, in the order of the earlier.
  package var removedEntities: [Entity] = []
  /// Entities that both models have and that say something else.
  package var changedEntities: [(before: Entity, after: Entity)] = []
  /// Edges of the later model of which the earlier has none with that id, in the order of the later.
  package var addedEdges: [Edge] = []
  /// Edges of the earlier model of which the later has none with that id, in the order of the earlier.
  package var removedEdges: [Edge] = []
  /// Edges that both models have and that say something else.
  package var changedEdges: [(before: Edge, after: Edge)] = []

  /// A difference of nothing.
  package init() {}

  /// Whether nothing differs.
  package var isEmpty: Bool {
    addedEntities.isEmpty && removedEntities.isEmpty && changedEntities.isEmpty && addedEdges.isEmpty
      && removedEdges.isEmpty && changedEdges.isEmpty
  }

  /// Compares two models by the ids of their entities and edges; where something is written makes no difference.
  ///
  /// - Returns: what was removed in the order of the first model, all else in the order of the second.
  /// - Complexity: O(entities + edges)
  package init(from before: Model, to after: Model) {
    for entity in before.entities where after.entity(entity.id) == nil { removedEntities.append(entity) }
    for entity in after.entities {
      guard let earlier = before.entity(entity.id) else {
        addedEntities.append(entity)
        continue
      }
      if !earlier.says(theSameAs: entity) { changedEntities.append((earlier, entity)) }
    }
    let earlierEdges = Dictionary(uniqueKeysWithValues: before.edges.map { ($0.id, $0) })
    let laterIds = Set(after.edges.map(\.id))
    removedEdges = before.edges.filter { !laterIds.contains($0.id) }
    for edge in after.edges {
      guard let earlier = earlierEdges[edge.id] else {
        addedEdges.append(edge)
        continue
      }
      if !earlier.says(theSameAs: edge) { changedEdges.append((earlier, edge)) }
    }
  }
}

extension Entity {
  /// Whether both say the same, wherever it is written.
  package func says(theSameAs other: Entity) -> Bool {
    classKey == other.classKey && kind == other.kind && name == other.name && stage == other.stage
      && period == other.period && provenance.says(theSameAs: other.provenance)
      && attributes.count == other.attributes.count
      && zip(attributes, other.attributes).allSatisfy { $0.says(theSameAs: $1) }
      && unknowns.count == other.unknowns.count
      && zip(unknowns, other.unknowns).allSatisfy { left, right in
        left.key == right.key && left.period == right.period && left.provenance.says(theSameAs: right.provenance)
      }
  }

  /// What its text says of it, apart from what follows from its kind.
  package var ownAttributes: [Attribute] { attributes.filter { $0.provenance.place != provenance.place } }

  /// The same entity with other content.
  package func with(
    name: String? = nil, kind: String? = nil, stage: Stage? = nil, period: Period? = nil,
    attributes: [Attribute]? = nil, unknowns: [Unknown]? = nil, provenance: Provenance? = nil
  ) -> Entity {
    Entity(
      id: id, classKey: classKey, kind: kind ?? self.kind, name: name ?? self.name, stage: stage ?? self.stage,
      period: period ?? self.period, attributes: attributes ?? self.attributes, unknowns: unknowns ?? self.unknowns,
      provenance: provenance ?? self.provenance)
  }
}

extension Edge {
  /// Whether both say the same, wherever it is written.
  package func says(theSameAs other: Edge) -> Bool {
    relation == other.relation && from == other.from && to == other.to && period == other.period
      && provenance.says(theSameAs: other.provenance) && attributes.count == other.attributes.count
      && zip(attributes, other.attributes).allSatisfy { $0.says(theSameAs: $1) }
  }

  func with(id: String? = nil, period: Period? = nil) -> Edge {
    Edge(
      id: id ?? self.id, relation: relation, from: from, to: to, period: period ?? self.period,
      attributes: attributes, provenance: provenance)
  }
}

extension Attribute {
  fileprivate func says(theSameAs other: Attribute) -> Bool {
    key == other.key && value == other.value && provenance.says(theSameAs: other.provenance)
  }
}

extension Provenance {
  fileprivate func says(theSameAs other: Provenance) -> Bool {
    certainty == other.certainty && citations == other.citations
  }
}
