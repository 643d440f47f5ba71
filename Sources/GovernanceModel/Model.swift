// The governance graph: entities and the edges between them, each with its period and provenance.
//
// This module knows what a governance consists of. It must not know file formats, how rules are evaluated, or drawing.

import SourceDiagnostics

/// Where something is in its life, apart from its period.
package enum Stage: String, Sendable, CaseIterable {
  case planned, active, ended
}

/// A body, a party, an opgave, a mandate…: anything that has an id.
package struct Entity: Sendable {
  /// Unique within the project, in kebab-case.
  package let id: String
  /// The key of its class in the vocabulary.
  package let classKey: String
  /// The key of its kind in the vocabulary.
  package let kind: String?
  /// What people call it; nil where nobody wrote it.
  package let name: String?
  /// Where it is in its life.
  package let stage: Stage
  /// When it exists, as far as that is known.
  package let period: Period
  /// In the order of the file; what follows from the kind comes last.
  package let attributes: [Attribute]
  /// What is known to be there without being known itself.
  package let unknowns: [Unknown]
  /// How certain it is, and where it was found.
  package let provenance: Provenance

  /// An entity with all that it says of itself.
  package init(
    id: String, classKey: String, kind: String? = nil, name: String? = nil, stage: Stage = .active,
    period: Period = .always, attributes: [Attribute] = [], unknowns: [Unknown] = [], provenance: Provenance
  ) {
    self.id = id
    self.classKey = classKey
    self.kind = kind
    self.name = name
    self.stage = stage
    self.period = period
    self.attributes = attributes
    self.unknowns = unknowns
    self.provenance = provenance
  }

  /// The name, or the id where it has none.
  package var label: String { name ?? id }

  /// The first value of an attribute; nil without one.
  ///
  /// - Complexity: O(attributes)
  package func attribute(_ key: String) -> AttributeValue? { attributes.first { $0.key == key }?.value }

  /// Whether it exists on that day: within its period, and neither only planned nor said to have ended.
  package func holds(on day: Day) -> Bool { stage == .active && period.contains(day) }

  /// Whether it is still to come on that day: said to be planned, or starting later.
  package func isPlanned(on day: Day) -> Bool { stage == .planned || (stage == .active && day < period.from) }
}

/// One written relation between two entities.
///
/// Two terms of the same member are two edges.
package struct Edge: Sendable {
  /// Unique within the project: `from/relation/to`, with `#2` and so on for a repetition.
  package let id: String
  /// The key of the relation in the vocabulary.
  package let relation: String
  /// The id of the entity that it was written for.
  package let from: String
  /// The id of the entity that it leads to.
  package let to: String
  /// When it holds.
  package let period: Period
  /// What it says of itself, in the order of the file.
  package let attributes: [Attribute]
  /// How certain it is, and where it was found.
  package let provenance: Provenance

  /// An edge with all that it says of itself.
  package init(
    id: String, relation: String, from: String, to: String, period: Period = .always, attributes: [Attribute] = [],
    provenance: Provenance
  ) {
    self.id = id
    self.relation = relation
    self.from = from
    self.to = to
    self.period = period
    self.attributes = attributes
    self.provenance = provenance
  }

  /// The first value of an attribute; nil without one.
  ///
  /// - Complexity: O(attributes)
  package func attribute(_ key: String) -> AttributeValue? { attributes.first { $0.key == key }?.value }
}

/// A whole governance graph, validated.
package struct Model: ModelLookup {
  /// The words that the model is written in.
  package let vocabulary: Vocabulary
  /// What the project says of itself.
  package let project: Project
  /// In the order of the files, by name, and within a file as written.
  package let entities: [Entity]
  /// In the order of the files, by name, and within a file as written.
  package let edges: [Edge]
  private let indices: [String: Int]
  /// For the entity at each position, where its part of `outgoing` starts; one more tells where the last one ends.
  private let starts: [Int32]
  /// Positions of edges, for each entity those that were written for it, in their order.
  private let outgoing: [Int32]
  /// Positions by id of the edges of entities that have too many to go through for each question.
  private let edgesOfHubs: [String: Int32]

  private static let fewEdges = 16

  /// - Precondition: ids are unique and every end of an edge exists: the reader reports the faults of a text before.
  /// - Complexity: O(entities + edges)
  package init(vocabulary: Vocabulary, project: Project, entities: [Entity], edges: [Edge]) {
    self.vocabulary = vocabulary
    self.project = project
    self.entities = entities
    self.edges = edges
    let indices = Dictionary(uniqueKeysWithValues: entities.enumerated().map { ($0.element.id, $0.offset) })
    let origins = edges.map { edge -> Int in
      guard let from = indices[edge.from], indices[edge.to] != nil else {
        preconditionFailure("both ends of an edge are entities")
      }
      return from
    }
    var starts = [Int32](repeating: 0, count: entities.count + 1)
    for from in origins { starts[from + 1] += 1 }
    for position in entities.indices { starts[position + 1] += starts[position] }
    var outgoing = [Int32](repeating: 0, count: edges.count)
    var next = starts
    for (edge, from) in origins.enumerated() {
      outgoing[Int(next[from])] = Int32(edge)
      next[from] += 1
    }
    var edgesOfHubs: [String: Int32] = [:]
    for (edge, from) in origins.enumerated() where Int(starts[from + 1] - starts[from]) > Self.fewEdges {
      edgesOfHubs[edges[edge].id] = Int32(edge)
    }
    self.indices = indices
    self.starts = starts
    self.outgoing = outgoing
    self.edgesOfHubs = edgesOfHubs
  }

  /// - Complexity: O(1)
  package func entity(_ id: String) -> Entity? { position(of: id).map { entities[$0] } }

  /// The edge with an id.
  package func edge(_ id: String) -> Edge? { position(ofEdge: id).map { edges[$0] } }

  /// The edges that were written for an entity, in the order of the files.
  ///
  /// - Complexity: O(their number)
  package func edges(from id: String) -> [Edge] { positions(ofEdgesFrom: id).map { edges[Int($0)] } }

  /// The edges from one entity to another, in the order of the files: they are numbered without gaps.
  ///
  /// - Complexity: O(their number)
  package func edges(from: String, relation: String, to: String) -> [Edge] {
    let group = Edge.group(from: from, relation: relation, to: to)
    var edges: [Edge] = []
    while let edge = edge(Edge.id(in: group, number: edges.count + 1)) { edges.append(edge) }
    return edges
  }

  /// Where an edge stands among all: its id begins with that of the entity that it was written for.
  ///
  /// - Complexity: O(1) on average
  func position(ofEdge id: String) -> Int? {
    let positions = positions(ofEdgesFrom: String(id.prefix { $0 != "/" }))
    if positions.count > Self.fewEdges { return edgesOfHubs[id].map(Int.init) }
    return positions.first { edges[Int($0)].id == id }.map(Int.init)
  }

  private func positions(ofEdgesFrom id: String) -> ArraySlice<Int32> {
    guard let position = indices[id] else { return [] }
    return outgoing[Int(starts[position])..<Int(starts[position + 1])]
  }

  /// Where an entity stands among all.
  ///
  /// - Complexity: O(1)
  func position(of id: String) -> Int? { indices[id] }
}
