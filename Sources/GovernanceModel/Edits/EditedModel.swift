// A model with edits laid over it: begun at once, and at the cost of what the edits touch.

import SourceDiagnostics

/// A model as edits leave it. The base stays as it is; copies share what they have in common.
package struct EditedModel: ModelLookup {
  /// What the edits started from.
  package let base: EditBase
  private var entities: Overlay<Entity>
  private var edges: Overlay<Edge>
  /// Where ids stand that edits brought in; nil for those that they took away.
  private var entityPositions: [String: Int?] = [:]
  private var edgePositions: [String: Int?] = [:]
  /// Positions of edges that edits brought in, by either end and by group.
  private var addedByEnd: [String: [Int]] = [:]
  private var addedByGroup: [String: [Int]] = [:]
  /// Groups of which an edge was deleted: the others are numbered anew.
  private var renumbered: Set<String> = []

  /// - Complexity: O(1)
  package init(_ base: EditBase) {
    self.base = base
    entities = Overlay(base: base.model.entities)
    edges = Overlay(base: base.model.edges)
  }

  // MARK: Looking

  /// The vocabulary of the base, which edits leave as it is.
  package var vocabulary: Vocabulary { base.model.vocabulary }
  /// The project of the base, which edits leave as it is.
  package var project: Project { base.model.project }

  /// The entity with an id, as edits leave it.
  ///
  /// - Complexity: O(1)
  package func entity(_ id: String) -> Entity? { position(ofEntity: id).flatMap { entities[$0] } }

  /// By its id in the edited model.
  package func edge(_ id: String) -> Edge? {
    let group = String(id.prefix { $0 != "#" })
    if renumbered.contains(group) { return edges(in: group).first { $0.edge.id == id }?.edge }
    return position(ofEdge: id).flatMap { edges[$0] }
  }

  /// The edges from and to an entity, in the order of the model, with the ids by which edits name them.
  func edges(of id: String) -> [Edge] {
    base.edges(of: id).compactMap { edges[$0] } + (addedByEnd[id] ?? []).compactMap { edges[$0] }
  }

  /// Whether there is such an edge from or to an entity.
  func hasEdge(of id: String, where isMeant: (Edge) -> Bool) -> Bool {
    func isThere(_ position: Int) -> Bool { edges[position].map(isMeant) ?? false }
    return base.edges(of: id).contains(where: isThere) || (addedByEnd[id] ?? []).contains(where: isThere)
  }

  /// An id for one more edge between two ends.
  func edgeId(from: String, relation: String, to: String) -> String {
    let group = Edge.group(from: from, relation: relation, to: to)
    var number = 1
    while position(ofEdge: Edge.id(in: group, number: number)) != nil { number += 1 }
    return Edge.id(in: group, number: number)
  }

  private func position(ofEntity id: String) -> Int? { entityPositions[id] ?? base.model.position(of: id) }

  private func position(ofEdge id: String) -> Int? { edgePositions[id] ?? base.model.position(ofEdge: id) }

  // MARK: Changing

  /// - Complexity: O(1); of `delete`, O(edges of the entity)
  package mutating func apply(_ edit: Edit) {
    switch edit {
    case .insert(let entity):
      entityPositions[entity.id] = entities.append(entity)
    case .connect(let edge):
      let position = edges.append(edge)
      edgePositions[edge.id] = position
      addedByEnd[edge.from, default: []].append(position)
      if edge.to != edge.from { addedByEnd[edge.to, default: []].append(position) }
      addedByGroup[edge.group, default: []].append(position)
    case .end(let id, let day):
      guard let position = position(ofEntity: id), let entity = entities[position] else { return }
      if entity.stage == .planned || entity.period.from >= day {
        apply(.delete(entity: id))
      } else if day < entity.period.until {
        entities[position] = entity.with(period: Period(from: entity.period.from, until: day))
      }
    case .disconnect(let id, let day):
      guard let position = position(ofEdge: id), let edge = edges[position] else { return }
      if edge.period.from >= day {
        apply(.deleteEdge(id))
      } else if day < edge.period.until {
        edges[position] = edge.with(period: Period(from: edge.period.from, until: day))
      }
    case .delete(let id):
      for edge in edges(of: id) { apply(.deleteEdge(edge.id)) }
      guard let position = position(ofEntity: id) else { return }
      entityPositions[id] = .some(nil)
      entities[position] = nil
    case .deleteEdge(let id):
      guard let position = position(ofEdge: id), let edge = edges[position] else { return }
      edgePositions[id] = .some(nil)
      edges[position] = nil
      renumbered.insert(edge.group)
    case .change(let entity):
      if let position = position(ofEntity: entity.id) { entities[position] = entity }
    }
  }

  // MARK: What has become of it

  /// Entities before and after, of all that edits touched: nil where there is none of that id.
  ///
  /// - Complexity: O(n log n) in what was touched
  package var touchedEntities: [(before: Entity?, after: Entity?)] {
    var seen: Set<String> = []
    return entities.touched.compactMap { before, after in
      guard let id = (before ?? after)?.id, seen.insert(id).inserted else { return nil }
      return (base.model.entity(id), entity(id))
    }
  }

  /// Edges with the same ends and relation, before and after, of all groups of which edits touched one.
  ///
  /// - Parameter day: those are among them whose edges hold otherwise on that day because one of their ends does.
  /// - Complexity: O(n log n) in what was touched
  package func touchedGroups(on day: Day) -> [(before: [Edge], after: [Edge])] {
    var order = touchedGroups
    var seen = Set(order)
    for (before, after) in touchedEntities where before?.holds(on: day) != after?.holds(on: day) {
      guard let id = (before ?? after)?.id else { continue }
      for edge in base.edges(of: id).map({ base.model.edges[$0] }) + edges(of: id)
      where seen.insert(edge.group).inserted {
        order.append(edge.group)
      }
    }
    return order.map { group in
      (base.edges(in: group).map { base.model.edges[$0] }, edges(in: group).map(\.edge))
    }
  }

  private var touchedGroups: [String] {
    var seen: Set<String> = []
    return edges.touched.compactMap { before, after in
      guard let group = (before ?? after)?.group else { return nil }
      return seen.insert(group).inserted ? group : nil
    }
  }

  /// The edges of a group, numbered as reading the edited files would number them.
  private func edges(in group: String) -> [(position: Int, edge: Edge)] {
    let positions = (base.edges(in: group) + (addedByGroup[group] ?? [])).sorted()
    let left = positions.compactMap { position in edges[position].map { (position, $0) } }
    guard renumbered.contains(group) else { return left }
    return left.enumerated().map { number, item in
      (item.0, item.1.with(id: Edge.id(in: group, number: number + 1)))
    }
  }

  /// How it differs from the base: what `ModelDifference(from:to:)` says of the two models.
  ///
  /// - Complexity: O(n log n) in what was touched
  package var difference: ModelDifference {
    var difference = ModelDifference()
    for (before, after) in touchedEntities {
      switch (before, after) {
      case (let before?, nil): difference.removedEntities.append(before)
      case (nil, let after?): difference.addedEntities.append(after)
      case (let before?, let after?):
        if !before.says(theSameAs: after) { difference.changedEntities.append((before, after)) }
      case (nil, nil): break
      }
    }
    var removed: [(position: Int, edge: Edge)] = []
    var left: [(position: Int, edge: Edge)] = []
    for group in touchedGroups {
      let after = edges(in: group)
      let ids = Set(after.map(\.edge.id))
      left += after
      removed += base.edges(in: group).map { ($0, base.model.edges[$0]) }.filter { !ids.contains($0.1.id) }
    }
    difference.removedEdges = removed.sorted { $0.position < $1.position }.map(\.edge)
    for (_, edge) in left.sorted(by: { $0.position < $1.position }) {
      guard let earlier = base.model.edge(edge.id) else {
        difference.addedEdges.append(edge)
        continue
      }
      if !earlier.says(theSameAs: edge) { difference.changedEdges.append((earlier, edge)) }
    }
    return difference
  }

  /// The model as it stands now, by itself.
  ///
  /// Edges are numbered as reading the edited files would number them.
  /// - Complexity: O(entities + edges)
  package var model: Model {
    var counts: [String: Int] = [:]
    let edges = edges.left.map { edge in
      guard !renumbered.isEmpty, renumbered.contains(edge.group) else { return edge }
      let number = counts[edge.group, default: 0] + 1
      counts[edge.group] = number
      return edge.with(id: Edge.id(in: edge.group, number: number))
    }
    return Model(vocabulary: vocabulary, project: project, entities: entities.left, edges: edges)
  }
}

/// A list of which some elements are replaced or gone, and others come at its end. Positions stay what they are.
private struct Overlay<Element: Sendable>: Sendable {
  let base: [Element]
  /// Nil for what is gone.
  private var changed: [Int: Element?] = [:]
  private var added: [Element?] = []

  init(base: [Element]) { self.base = base }

  subscript(position: Int) -> Element? {
    get {
      if position >= base.count { return added[position - base.count] }
      return changed[position] ?? base[position]
    }
    set {
      if position >= base.count { added[position - base.count] = newValue } else { changed[position] = .some(newValue) }
    }
  }

  /// - Returns: where it stands.
  mutating func append(_ element: Element) -> Int {
    added.append(element)
    return base.count + added.count - 1
  }

  /// What was replaced or is gone, and what came and was not taken away again, by position.
  var touched: [(before: Element?, after: Element?)] {
    changed.keys.sorted().map { (base[$0], self[$0]) } + added.compactMap { $0 }.map { (nil, $0) }
  }

  /// What is left, in order.
  ///
  /// - Complexity: O(size of the base)
  var left: [Element] {
    let kept = changed.isEmpty ? base : base.indices.compactMap { self[$0] }
    return kept + added.compactMap { $0 }
  }
}
