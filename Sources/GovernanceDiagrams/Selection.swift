// Which entities and relations of a model a view shows on a day.

import GovernanceModel
import WorkControl

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

    /// The id of the end that hangs below the other; nil where they stand side by side.
    var lowerEnd: String? {
      switch relation.rank {
      case .up: edge.from
      case .down: edge.to
      case .free: nil
      }
    }
  }

  /// A relation of an entity of which it is not known where it leads.
  struct OpenEnd {
    let entity: Entity
    let unknown: Unknown
    let relation: Vocabulary.Relation

    /// The id of the node that stands for the unknown end: of an entity and a relation, there is one.
    var id: String { "\(entity.id)/\(relation.key)/?" }
  }

  /// A relation that is told in the box of one of its ends.
  struct Listed {
    let item: Relation
    let box: String
    let other: String
    /// How many other boxes tell of the same thing, where the view asks for what is shared.
    var otherBoxes = 0
  }

  let entities: CountedArray<Shown>
  /// What is drawn: as a line, or by a frame.
  let relations: CountedArray<Relation>
  let listed: CountedArray<Listed>
  /// Relations of which it is only known that they are there, and that the view would show.
  let unknowns: CountedArray<OpenEnd>
  private let shownIds: Set<String>
  private let listedByBox: [String: [Listed]]
  private let unknownsByEntity: [String: [OpenEnd]]

  /// Whether an entity is in the chart.
  ///
  /// - Complexity: O(1)
  func shows(_ id: String) -> Bool { shownIds.contains(id) }

  /// What the box of an entity tells, in the order of `listed`.
  ///
  /// - Complexity: O(1)
  func listed(inBoxOf id: String) -> [Listed] { listedByBox[id] ?? [] }

  /// The unknowns of an entity, in its order.
  ///
  /// - Complexity: O(1)
  func unknowns(of id: String) -> [OpenEnd] { unknownsByEntity[id] ?? [] }

  /// - Complexity: O(entities + edges), for each as many steps as the view names classes, kinds and relations.
  init(of model: Model, as view: View, on day: Day, overlay: Overlay) {
    let focus = Set(view.focus)
    let present = model.entities.compactMap { Self.shown($0, on: day) }
    let chosen = present.filter { focus.contains($0.entity.id) || Self.isChosen($0.entity, by: view) }
    var ids = Set(chosen.map(\.entity.id))
    let planned = Set(chosen.filter(\.isPlanned).map(\.entity.id))
    let all = model.edges.compactMap { edge -> Relation? in
      guard ids.contains(edge.from), ids.contains(edge.to), day < edge.period.until,
        view.listed.contains(edge.relation) || view.relations?.contains(edge.relation) ?? true,
        let relation = model.vocabulary.relation(edge.relation)
      else { return nil }
      let isPlanned = day < edge.period.from || planned.contains(edge.from) || planned.contains(edge.to)
      return Relation(edge: edge, relation: relation, isPlanned: isPlanned)
    }
    var (edges, told) = Self.divided(all, in: model, by: view)
    if !view.focus.isEmpty {
      let steps = view.depth ?? .max
      ids = Self.reached(from: view.focus.filter { ids.contains($0) }, by: edges.map(\.edge), steps: steps)
    }
    if let subject = view.subject {
      let about = chosen.filter { $0.entity.classKey == subject || focus.contains($0.entity.id) }.map(\.entity.id)
      ids.formIntersection(Self.reached(from: about, by: edges.map(\.edge), steps: .max))
    }
    edges = edges.filter { ids.contains($0.edge.from) && ids.contains($0.edge.to) }
    told = told.filter { ids.contains($0.box) }
    let open = chosen.filter { ids.contains($0.entity.id) }.flatMap { shown in
      shown.entity.unknowns.filter { day < $0.period.until }.compactMap { unknown in
        Self.relation(of: unknown, by: shown.entity, in: view, model.vocabulary).map {
          OpenEnd(entity: shown.entity, unknown: unknown, relation: $0)
        }
      }
    }
    if !view.showsIsolated {
      // What is known to be incomplete is why somebody looks, and so is what is marked, unless the view is about certain
      // relations: then the mark is about something else.
      let ends = edges.flatMap { [$0.edge.from, $0.edge.to] }
      let related = Set(ends + told.map(\.box) + open.map(\.entity.id) + view.focus)
      ids = ids.filter { related.contains($0) || (view.relations == nil && !overlay.marks(on: $0).isEmpty) }
    }
    entities = CountedArray(chosen.filter { ids.contains($0.entity.id) })
    relations = CountedArray(edges)
    listed = CountedArray(told)
    unknowns = CountedArray(open)
    shownIds = Set(entities.map(\.entity.id))
    listedByBox = Dictionary(grouping: told, by: \.box)
    unknownsByEntity = Dictionary(grouping: open, by: \.entity.id)
  }

  /// What is drawn, and what is told in a box.
  private static func divided(
    _ relations: [Relation], in model: Model, by view: View
  ) -> (drawn: [Relation], told: [Listed]) {
    var drawn: [Relation] = []
    var told: [Listed] = []
    for item in relations {
      if let listed = listed(item, in: model, by: view) { told.append(listed) } else { drawn.append(item) }
    }
    // What several boxes would tell of, the view may want to see as one thing; many lines would hide who shares what.
    var boxes: [String: Set<String>] = [:]
    for entry in told where view.shared.contains(entry.item.relation.key) {
      boxes[entry.other, default: []].insert(entry.box)
    }
    for index in told.indices where view.shared.contains(told[index].item.relation.key) {
      told[index].otherBoxes = (boxes[told[index].other]?.count ?? 1) - 1
    }
    let shared = told.filter { $0.otherBoxes > 0 }
    guard shared.count <= mostSharedLines else { return (drawn, told) }
    return (drawn + shared.map(\.item), told.filter { $0.otherBoxes == 0 })
  }

  /// With more, the boxes tell in words what is shared.
  private static let mostSharedLines = 16

  private static func listed(_ item: Relation, in model: Model, by view: View) -> Listed? {
    guard view.listed.contains(item.relation.key) else { return nil }
    let (near, far) = (item.edge.from, item.edge.to)
    let ranks = [near, far].map { id in view.classes.firstIndex { $0 == model.entity(id)?.classKey } ?? .max }
    // Between two of a class, a line that orders them is worth drawing.
    if ranks[0] == ranks[1], item.relation.rank != .free { return nil }
    return ranks[0] <= ranks[1]
      ? Listed(item: item, box: near, other: far) : Listed(item: item, box: far, other: near)
  }

  private static func shown(_ entity: Entity, on day: Day) -> Shown? {
    if entity.holds(on: day) { return Shown(entity: entity, isPlanned: false) }
    guard entity.isPlanned(on: day), day < entity.period.until else { return nil }
    return Shown(entity: entity, isPlanned: true)
  }

  /// Whether it is of a class and a kind that the view shows; what is in focus is shown whatever it is.
  private static func isChosen(_ entity: Entity, by view: View) -> Bool {
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
