// Which nodes stand together in a frame, and what the frame is called.

import GovernanceModel
import SourceDiagnostics

/// The frames of a chart, in the order in which they are drawn.
struct Frames {
  private struct Frame {
    let key: String
    let title: String
    /// The frame around it.
    let outer: String?
  }

  private var frames: [Frame] = []
  private var frameOfEntity: [String: String] = [:]
  /// Edges that the frames already show.
  private var told: Set<String> = []

  init(_ selection: Selection, view: View, vocabulary: Vocabulary, language: Language) {
    switch view.cluster {
    case .none: break
    case .entityClass: addClasses(of: selection.entities.map(\.entity), vocabulary, language)
    case .attribute(let key): addValues(of: key, in: selection.entities.map(\.entity), vocabulary, language)
    case .parent: addParents(of: selection, language)
    }
  }

  /// The key of the frame in which an entity stands.
  func key(of entity: Entity) -> String? { frameOfEntity[entity.id] }

  /// Whether an edge need not be drawn because one end stands in the frame of the other.
  func tells(_ edge: Edge) -> Bool { told.contains(edge.id) }

  /// Puts nodes into frames, keeping their order; frames without nodes disappear.
  func arranged(
    _ nodes: [(frame: String?, node: Diagram.Node)]
  ) -> (nodes: [Diagram.Node], clusters: [Diagram.Cluster]) {
    let inside = Dictionary(grouping: nodes, by: \.frame).mapValues { $0.map(\.node) }
    return (inside[nil] ?? [], clusters(within: nil, inside))
  }

  private func clusters(within outer: String?, _ nodes: [String?: [Diagram.Node]]) -> [Diagram.Cluster] {
    frames.filter { $0.outer == outer }.compactMap { frame in
      let inner = clusters(within: frame.key, nodes)
      let own = nodes[frame.key] ?? []
      guard !own.isEmpty || !inner.isEmpty else { return nil }
      return Diagram.Cluster(id: frame.key, title: frame.title, nodes: own, clusters: inner)
    }
  }

  private mutating func addClasses(of entities: [Entity], _ vocabulary: Vocabulary, _ language: Language) {
    for entityClass in vocabulary.classes {
      let own = entities.filter { $0.classKey == entityClass.key }
      add("cluster-\(entityClass.key)", title: entityClass.plural[language], of: own)
    }
  }

  /// First the values in the order of the vocabulary, then others as they come, then what has none, by class.
  private mutating func addValues(
    of key: String, in entities: [Entity], _ vocabulary: Vocabulary, _ language: Language
  ) {
    let definition = vocabulary.attribute(key)
    var rest: [Entity] = []
    var titles: [(key: String, title: String)] = definition?.values.map { ($0.key, $0.words[language]) } ?? []
    var byValue: [String: [Entity]] = [:]
    for entity in entities {
      switch entity.attribute(key) {
      case .choice(let value)?, .text(let value)?:
        if !titles.contains(where: { $0.key == value }) { titles.append((value, value)) }
        byValue[value, default: []].append(entity)
      default: rest.append(entity)
      }
    }
    for (value, title) in titles { add("cluster-\(key)-\(value)", title: title, of: byValue[value] ?? []) }
    addClasses(of: rest, vocabulary, language)
  }

  private mutating func addParents(of selection: Selection, _ language: Language) {
    var parents: [String: String] = [:]
    for item in selection.relations where item.edge.relation == Self.parentRelation {
      guard parents[item.edge.from] == nil, !Self.reaches(item.edge.from, from: item.edge.to, by: parents) else {
        continue
      }
      parents[item.edge.from] = item.edge.to
      told.insert(item.edge.id)
    }
    let hasParts = Set(parents.values)
    for shown in selection.entities {
      let id = shown.entity.id
      let outer = parents[id].map { "cluster-\($0)" }
      guard hasParts.contains(id) else {
        frameOfEntity[id] = outer
        continue
      }
      let key = "cluster-\(id)"
      frames.append(Frame(key: key, title: "\(shown.entity.label) \(Words.andParts[language])", outer: outer))
      frameOfEntity[id] = key
    }
  }

  private mutating func add(_ key: String, title: String, of entities: [Entity]) {
    frames.append(Frame(key: key, title: capitalised(title), outer: nil))
    for entity in entities { frameOfEntity[entity.id] = key }
  }

  private static func reaches(_ goal: String, from start: String, by parents: [String: String]) -> Bool {
    var current: String? = start
    while let id = current {
      if id == goal { return true }
      current = parents[id]
    }
    return false
  }

  /// The vocabulary's relation by which something stands within something else.
  private static let parentRelation = "part-of"
}
