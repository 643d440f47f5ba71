// A model while edits are made in it: entities and edges that can be found from both ends.

import SourceDiagnostics

/// A model that is being edited.
struct ModelEditor {
  let vocabulary: Vocabulary
  private let project: Project
  private var entities: [Entity?]
  private var edges: [Edge?]
  private var entityIndices: [String: Int] = [:]
  private var edgeIndices: [String: Int] = [:]
  /// Edges by either end, in their order.
  private var edgesByEnd: [String: [Int]] = [:]
  /// Pairs of ends and relation of which an edge was deleted: the others are numbered anew.
  private var renumbered: Set<String> = []

  /// - Complexity: O(entities + edges)
  init(_ model: Model) {
    vocabulary = model.vocabulary
    project = model.project
    entities = model.entities
    edges = model.edges
    for (index, entity) in model.entities.enumerated() { entityIndices[entity.id] = index }
    for (index, edge) in model.edges.enumerated() { note(edge, at: index) }
  }

  private mutating func note(_ edge: Edge, at index: Int) {
    edgeIndices[edge.id] = index
    edgesByEnd[edge.from, default: []].append(index)
    if edge.to != edge.from { edgesByEnd[edge.to, default: []].append(index) }
  }

  // MARK: Looking

  func entity(_ id: String) -> Entity? { entityIndices[id].flatMap { entities[$0] } }

  /// The edges from and to an entity, in the order of the model.
  func edges(of id: String) -> [Edge] { (edgesByEnd[id] ?? []).compactMap { edges[$0] } }

  /// An id for one more edge between two ends.
  func edgeId(from: String, relation: String, to: String) -> String {
    let base = "\(from)/\(relation)/\(to)"
    if edgeIndices[base].flatMap({ edges[$0] }) == nil { return base }
    var number = 2
    while edgeIndices["\(base)#\(number)"].flatMap({ edges[$0] }) != nil { number += 1 }
    return "\(base)#\(number)"
  }

  // MARK: Changing

  mutating func apply(_ edit: Edit) {
    switch edit {
    case .insert(let entity):
      entityIndices[entity.id] = entities.count
      entities.append(entity)
    case .connect(let edge):
      note(edge, at: edges.count)
      edges.append(edge)
    case .end(let id, let day):
      guard let index = entityIndices[id], let entity = entities[index] else { return }
      if entity.stage == .planned || entity.period.from >= day {
        apply(.delete(entity: id))
      } else if day < entity.period.until {
        entities[index] = entity.with(period: Period(from: entity.period.from, until: day))
      }
    case .disconnect(let id, let day):
      guard let index = edgeIndices[id], let edge = edges[index] else { return }
      if edge.period.from >= day {
        apply(.deleteEdge(id))
      } else if day < edge.period.until {
        edges[index] = edge.with(period: Period(from: edge.period.from, until: day))
      }
    case .delete(let id):
      for edge in edges(of: id) { apply(.deleteEdge(edge.id)) }
      if let index = entityIndices.removeValue(forKey: id) { entities[index] = nil }
    case .deleteEdge(let id):
      guard let index = edgeIndices.removeValue(forKey: id), let edge = edges[index] else { return }
      edges[index] = nil
      renumbered.insert("\(edge.from)/\(edge.relation)/\(edge.to)")
    case .change(let entity):
      if let index = entityIndices[entity.id] { entities[index] = entity }
    }
  }

  /// The model as it stands now.
  ///
  /// Edges are numbered as reading the edited files would number them.
  /// - Complexity: O(entities + edges)
  var model: Model {
    var counts: [String: Int] = [:]
    let edges = edges.compactMap { edge -> Edge? in
      guard let edge, !renumbered.isEmpty else { return edge }
      let base = "\(edge.from)/\(edge.relation)/\(edge.to)"
      guard renumbered.contains(base) else { return edge }
      let count = counts[base, default: 0] + 1
      counts[base] = count
      return edge.with(id: count == 1 ? base : "\(base)#\(count)")
    }
    return Model(vocabulary: vocabulary, project: project, entities: entities.compactMap { $0 }, edges: edges)
  }
}
