// Which entities and relations of a model a view shows on a day.

import GovernanceModel

/// What a chart is about, in the model's order.
struct Selection {
  struct Shown {
    let entity: Entity
    let isPlanned: Bool
  }

  struct Relation {
    let edge: Edge
    let relation: Vocabulary.Relation
    let isPlanned: Bool

    /// The ids of the end that stands above in a chart, or around the other, and of that other.
    var upperAndLower: (upper: String, lower: String) {
      relation.rank == .up ? (edge.to, edge.from) : (edge.from, edge.to)
    }
  }

  private(set) var entities: [Shown]
  private(set) var relations: [Relation]
  /// Relations of which it is only known that they are there, and that the view would show.
  private(set) var unknowns: [(entity: Entity, unknown: Unknown, relation: Vocabulary.Relation)]

  /// - Complexity: O(entities + edges)
  init(of model: Model, as view: View, on day: Day, overlay: Overlay) {
    let present = model.entities.compactMap { Self.shown($0, in: model, on: day) }
    let chosen = present.filter { Self.isChosen($0.entity, by: view) }
    var ids = Set(chosen.map(\.entity.id))
    let planned = Set(chosen.filter(\.isPlanned).map(\.entity.id))
    var edges = model.edges.compactMap { edge -> Relation? in
      guard ids.contains(edge.from), ids.contains(edge.to), day < edge.period.until,
        view.relations?.contains(edge.relation) ?? true, let relation = model.vocabulary.relation(edge.relation)
      else { return nil }
      let isPlanned = day < edge.period.from || planned.contains(edge.from) || planned.contains(edge.to)
      return Relation(edge: edge, relation: relation, isPlanned: isPlanned)
    }
    if !view.focus.isEmpty {
      let steps = view.depth ?? .max
      ids = Self.reached(from: view.focus.filter { ids.contains($0) }, by: edges.map(\.edge), steps: steps)
      edges = edges.filter { ids.contains($0.edge.from) && ids.contains($0.edge.to) }
    }
    let open = chosen.filter { ids.contains($0.entity.id) }.flatMap { shown in
      shown.entity.unknowns.filter { day < $0.period.until }.compactMap { unknown in
        Self.relation(of: unknown, by: shown.entity, in: view, model.vocabulary).map { (shown.entity, unknown, $0) }
      }
    }
    if !view.showsIsolated {
      // What is known to be incomplete is why somebody looks, and so is what is marked, unless the view is about certain
      // relations: then the mark is about something else.
      let related = Set(edges.flatMap { [$0.edge.from, $0.edge.to] } + open.map(\.0.id) + view.focus)
      ids = ids.filter { related.contains($0) || (view.relations == nil && !overlay.marks(on: $0).isEmpty) }
    }
    entities = chosen.filter { ids.contains($0.entity.id) }
    relations = edges
    unknowns = open.map { (entity: $0.0, unknown: $0.1, relation: $0.2) }
  }

  private static func shown(_ entity: Entity, in model: Model, on day: Day) -> Shown? {
    if model.holds(entity, on: day) { return Shown(entity: entity, isPlanned: false) }
    guard model.isPlanned(entity, on: day), day < entity.period.until else { return nil }
    return Shown(entity: entity, isPlanned: true)
  }

  /// What is in focus is shown whatever its class.
  private static func isChosen(_ entity: Entity, by view: View) -> Bool {
    if view.focus.contains(entity.id) { return true }
    guard view.classes.contains(entity.classKey) else { return false }
    guard let kinds = view.kinds else { return true }
    return entity.kind.map { kinds.contains($0) } ?? false
  }

  private static func relation(
    of unknown: Unknown, by entity: Entity, in view: View, _ vocabulary: Vocabulary
  ) -> Vocabulary.Relation? {
    guard let relation = vocabulary.relation(unknown.key), view.relations?.contains(unknown.key) ?? true,
      relation.targets(from: entity.classKey).contains(where: view.classes.contains)
    else { return nil }
    return relation
  }

  private static func reached(from focus: [String], by edges: [Edge], steps: Int) -> Set<String> {
    var neighbours: [String: [String]] = [:]
    for edge in edges {
      neighbours[edge.from, default: []].append(edge.to)
      neighbours[edge.to, default: []].append(edge.from)
    }
    var reached = Set(focus)
    var frontier = focus
    var step = 0
    while step < steps, !frontier.isEmpty {
      frontier = frontier.flatMap { neighbours[$0] ?? [] }.filter { reached.insert($0).inserted }
      step += 1
    }
    return reached
  }
}

extension Edge {
  /// Its attributes that are text, such as a role.
  var texts: [String] {
    attributes.compactMap { if case .text(let text) = $0.value { text } else { nil } }
  }
}
