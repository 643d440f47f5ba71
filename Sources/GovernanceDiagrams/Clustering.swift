// Which nodes stand together in a frame, and what the frame is called.

import GovernanceModel
import SourceDiagnostics

/// The frames of a chart, in the order in which they are drawn.
struct Clustering {
  private struct Cluster {
    let key: String
    let title: String
    /// The frame around it.
    let outer: String?
  }

  private var clusters: [Cluster] = []
  private var clusterOfEntity: [String: String] = [:]
  /// Edges that the frames already show.
  private var shownInCluster: Set<String> = []
  /// What those edges say of the entity within, such as the role of a participant.
  private var texts: [String: [String]] = [:]

  init(_ selection: Selection, view: View, vocabulary: Vocabulary, language: Language) {
    switch view.cluster {
    case .none: break
    case .entityClass: addClasses(of: selection.entities.map(\.entity), vocabulary, language)
    case .attribute(let key): addValues(of: key, in: selection.entities.map(\.entity), vocabulary, language)
    case .parent: addParents(of: selection, by: vocabulary.relations.filter(\.leadsToWhole).map(\.key), language)
    case .relations(let keys): addParents(of: selection, by: keys, language)
    }
  }

  /// The key of the frame in which an entity stands.
  func key(of entity: Entity) -> String? { clusterOfEntity[entity.id] }

  /// Whether an edge need not be drawn because one end stands in the frame of the other.
  func shows(_ edge: Edge) -> Bool { shownInCluster.contains(edge.id) }

  /// Whether an entity has a frame of its own.
  func hasCluster(for entity: Entity) -> Bool { clusterOfEntity[entity.id] == Self.key(of: entity.id) }

  /// What the edge behind an entity's frame says of it.
  func texts(of entity: Entity) -> [String] { texts[entity.id] ?? [] }

  /// Puts nodes into frames, keeping their order; frames without nodes disappear.
  ///
  /// - Parameter titles: what to add to the title of the frame that stands for an entity, by the entity's id.
  /// - Complexity: O(nodes + frames)
  func arranged(
    _ nodes: [(frame: String?, node: Diagram.Node)], titles: [String: [Diagram.Line]]
  ) -> (nodes: [Diagram.Node], clusters: [Diagram.Cluster]) {
    let inside = Dictionary(grouping: nodes, by: \.frame).mapValues { $0.map(\.node) }
    let lines = Dictionary(uniqueKeysWithValues: titles.map { (Self.key(of: $0.key), $0.value) })
    let clustersWithin = Dictionary(grouping: clusters, by: \.outer)
    func drawn(within outer: String?) -> [Diagram.Cluster] {
      (clustersWithin[outer] ?? []).compactMap { frame in
        let inner = drawn(within: frame.key)
        let own = inside[frame.key] ?? []
        guard !own.isEmpty || !inner.isEmpty else { return nil }
        return Diagram.Cluster(
          id: frame.key, title: frame.title, lines: lines[frame.key] ?? [], nodes: own, clusters: inner)
      }
    }
    return (inside[nil] ?? [], drawn(within: nil))
  }

  private mutating func addClasses(of entities: [Entity], _ vocabulary: Vocabulary, _ language: Language) {
    let byClass = Dictionary(grouping: entities, by: \.classKey)
    for entityClass in vocabulary.classes {
      add("cluster-\(entityClass.key)", title: entityClass.plural[language], of: byClass[entityClass.key] ?? [])
    }
  }

  /// First the values in the order of the vocabulary, then others as they come, then what has none, by class.
  private mutating func addValues(
    of key: String, in entities: [Entity], _ vocabulary: Vocabulary, _ language: Language
  ) {
    let definition = vocabulary.attribute(key)
    var rest: [Entity] = []
    var titles: [(key: String, title: String)] = definition?.values.map { ($0.key, $0.words[language]) } ?? []
    var titled = Set(titles.map(\.key))
    var byValue: [String: [Entity]] = [:]
    for entity in entities {
      switch entity.attribute(key) {
      case .choice(let value)?, .text(let value)?:
        if titled.insert(value).inserted { titles.append((value, value)) }
        byValue[value, default: []].append(entity)
      default: rest.append(entity)
      }
    }
    for (value, title) in titles { add("cluster-\(key)-\(value)", title: title, of: byValue[value] ?? []) }
    addClasses(of: rest, vocabulary, language)
  }

  private mutating func addParents(of selection: Selection, by keys: [String], _ language: Language) {
    var parents = Parents()
    /// What a frame's title adds to the name of what it stands for.
    var additions: [String: String] = [:]
    let planned = Set(selection.entities.filter(\.isPlanned).map(\.entity.id))
    for key in keys {
      for item in selection.relations where item.edge.relation == key {
        let (outer, inner) = item.upperAndLower
        guard parents.add(outer, of: inner) else { continue }
        shownInCluster.insert(item.edge.id)
        texts[inner] = Self.texts(of: item, language)
        if item.isPlanned, planned.isDisjoint(with: [inner, outer]) {
          texts[inner, default: []].append(Messages.planned[language])
        }
        if additions[outer] == nil {
          additions[outer] =
            item.relation.rank == .up ? " \(Messages.andParts[language])" : ": \(item.relation.words[language])"
        }
      }
    }
    for shown in selection.entities {
      let id = shown.entity.id
      let outer = parents[id].map(Self.key)
      guard let addition = additions[id] else {
        clusterOfEntity[id] = outer
        continue
      }
      let key = Self.key(of: id)
      clusters.append(Cluster(key: key, title: shown.entity.label + addition, outer: outer))
      clusterOfEntity[id] = key
    }
  }

  private static func key(of id: String) -> String { "cluster-\(id)" }

  /// A frame has no line to be dashed, so words say how certain it is.
  private static func texts(of item: Selection.Relation, _ language: Language) -> [String] {
    item.edge.texts + [item.edge.provenance.certainty.inWords?[language]].compactMap { $0 }
  }

  private mutating func add(_ key: String, title: String, of entities: [Entity]) {
    clusters.append(Cluster(key: key, title: capitalised(title), outer: nil))
    for entity in entities { clusterOfEntity[entity.id] = key }
  }
}

/// What stands within what: a forest that grows.
private struct Parents {
  private var parents: [String: String] = [:]
  /// A way up for each that has a parent; ways become shorter as they are gone.
  private var higher: [String: String] = [:]

  subscript(id: String) -> String? { parents[id] }

  /// - Returns: false, with nothing changed, where it has a parent already, or would come to stand within itself.
  /// - Complexity: O(log n), amortized.
  /// - Source: Tarjan, van Leeuwen, "Worst-case analysis of set union algorithms", JACM 1984 (path halving).
  mutating func add(_ parent: String, of id: String) -> Bool {
    guard parents[id] == nil, top(above: parent) != id else { return false }
    parents[id] = parent
    higher[id] = parent
    return true
  }

  private mutating func top(above id: String) -> String {
    var current = id
    while let next = higher[current] {
      guard let afterNext = higher[next] else { return next }
      higher[current] = afterNext
      current = afterNext
    }
    return current
  }
}
