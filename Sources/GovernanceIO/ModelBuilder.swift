// From entities and references to a model: every id looked up, every edge with an id of its own.

import GovernanceModel
import SourceDiagnostics
import WorkControl

/// Collects what the files say, in their order.
struct ModelBuilder {
  private(set) var entities: [Entity] = []
  /// Whether every file could be opened; if not, an unknown id may be described there, and is no fault.
  var isComplete = true
  /// Words of what could not be read as meant: an unknown id among them may be described there.
  private var possibleIds: Set<String> = []
  private var references: [Reference] = []
  private var first: [String: Int] = [:]
  /// What a relation table says is unknown of an entity that another file describes.
  private var laterUnknowns: [(id: String, place: SourcePlace, relation: Vocabulary.Relation, unknowns: [Unknown])] = []
  /// Every id, made ready when the first unknown one is met.
  private var knownIds: NameIndex?
  /// The known ids nearest to unknown ones, by these.
  private var nearest: [String: [String]] = [:]

  /// Of how many different unknown ids the nearest known ones are found: in a project that has lost a file it would take
  /// long, and nobody reads on so far.
  private static let mostSuggestions = 1_000

  mutating func add(_ entity: Entity, references: [Reference], to reading: inout Reading) {
    if let index = first[entity.id] {
      reading.report(
        .duplicateId(entity.id, first: entities[index].provenance.place), at: entity.provenance.place)
      return
    }
    first[entity.id] = entities.count
    entities.append(entity)
    self.references += references
  }

  mutating func add(
    _ references: [Reference], unknowns: [Unknown], of id: String, at place: SourcePlace,
    relation: Vocabulary.Relation
  ) {
    self.references += references
    if !unknowns.isEmpty { laterUnknowns.append((id, place, relation, unknowns)) }
  }

  mutating func mayBeDescribed(_ ids: [String]) { possibleIds.formUnion(ids) }

  /// - Returns: the model, or nil where a reference leads nowhere; every such fault is reported.
  /// - Complexity: O(entities + references), and a question to a `NameIndex` of all ids for each of the first different
  ///   unknown ids.
  mutating func model(project: Project, reading: inout Reading) -> Model? {
    for later in laterUnknowns {
      guard let entity = lookUp(later.id, at: later.place, reading: &reading), let index = first[later.id] else {
        continue
      }
      if later.relation.targets(from: entity.classKey).isEmpty {
        wrongClass(
          entity, expected: later.relation.ends.map(\.from), later.relation, at: later.place, reading: &reading)
      }
      entities[index] = entities[index].adding(later.unknowns)
    }
    var edges: [Edge] = []
    var repetitions: [String: Int] = [:]
    for reference in references {
      if reading.isCancelled {
        discard((edges, repetitions))
        return nil
      }
      guard let from = lookUp(reference.from, at: reference.fromPlace, reading: &reading),
        let to = lookUp(reference.to, at: reference.toPlace, reading: &reading),
        fits(from: from, to: to, reference: reference, reading: &reading)
      else { continue }
      let base = "\(from.id)/\(reference.relation.key)/\(to.id)"
      let count = repetitions[base, default: 0] + 1
      repetitions[base] = count
      edges.append(
        Edge(
          id: count == 1 ? base : "\(base)#\(count)", relation: reference.relation.key, from: from.id, to: to.id,
          period: reference.period, attributes: reference.attributes, provenance: reference.provenance))
    }
    if reading.isCancelled { return nil }
    for mention in reading.mentions { _ = lookUp(mention.id, at: mention.place, reading: &reading) }
    guard isComplete, !reading.diagnostics.containErrors else { return nil }
    return Model(vocabulary: reading.vocabulary, project: project, entities: entities, edges: edges)
  }

  private mutating func lookUp(_ id: String, at place: SourcePlace, reading: inout Reading) -> Entity? {
    if let index = first[id] { return entities[index] }
    guard isComplete, !possibleIds.contains(id) else { return nil }
    reading.report(.unknownId(id, nearest: nearestIds(to: id)), at: place)
    return nil
  }

  private mutating func nearestIds(to id: String) -> [String] {
    if let known = nearest[id] { return known }
    guard nearest.count < Self.mostSuggestions else { return [] }
    let index = knownIds ?? NameIndex(entities.lazy.map(\.id))
    knownIds = index
    let found = index.nearest(to: id)
    nearest[id] = found
    return found
  }

  private func fits(from: Entity, to: Entity, reference: Reference, reading: inout Reading) -> Bool {
    let targets = reference.relation.targets(from: from.classKey)
    if targets.isEmpty {
      wrongClass(
        from, expected: reference.relation.ends.map(\.from), reference.relation, at: reference.fromPlace,
        reading: &reading)
      return false
    }
    if !targets.contains(to.classKey) {
      wrongClass(to, expected: targets, reference.relation, at: reference.toPlace, reading: &reading)
      return false
    }
    return true
  }

  private func wrongClass(
    _ entity: Entity, expected: [String], _ relation: Vocabulary.Relation, at place: SourcePlace, reading: inout Reading
  ) {
    let vocabulary = reading.vocabulary
    func name(_ key: String) -> Wording { vocabulary.entityClass(key)?.singular ?? Wording(key) }
    reading.report(
      .wrongClass(
        id: entity.id, isA: name(entity.classKey), key: relation.key, expected: expected.map(name)),
      at: place)
  }
}

extension Entity {
  fileprivate func adding(_ unknowns: [Unknown]) -> Entity {
    Entity(
      id: id, classKey: classKey, kind: kind, name: name, stage: stage, period: period, attributes: attributes,
      unknowns: self.unknowns + unknowns, provenance: provenance)
  }
}
