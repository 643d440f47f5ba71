// From entities and references to a model: every id looked up, every edge with an id of its own.

import GovernanceModel
import SourceDiagnostics

/// Collects what the files say, in their order.
struct ModelBuilder {
  private(set) var entities: [Entity] = []
  private var references: [Reference] = []
  private var first: [String: Int] = [:]
  /// What a relation table says is unknown of an entity that another file describes.
  private var laterUnknowns: [(id: String, place: SourcePlace, unknowns: [Unknown])] = []

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

  mutating func add(_ references: [Reference], unknowns: [Unknown], of id: String, at place: SourcePlace) {
    self.references += references
    if !unknowns.isEmpty { laterUnknowns.append((id, place, unknowns)) }
  }

  /// - Returns: the model, or nil where a reference leads nowhere; every such fault is reported.
  /// - Complexity: O(entities + references), and O(entities) for each unknown id, to find the nearest.
  mutating func model(project: Project, reading: inout Reading) -> Model? {
    for later in laterUnknowns {
      guard let index = first[later.id] else {
        reading.report(.unknownId(later.id, known: entities.map(\.id)), at: later.place)
        continue
      }
      entities[index] = entities[index].adding(later.unknowns)
    }
    var edges: [Edge] = []
    var repetitions: [String: Int] = [:]
    for reference in references {
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
    guard !reading.diagnostics.containErrors else { return nil }
    return Model(vocabulary: reading.vocabulary, project: project, entities: entities, edges: edges)
  }

  private func lookUp(_ id: String, at place: SourcePlace, reading: inout Reading) -> Entity? {
    if let index = first[id] { return entities[index] }
    reading.report(.unknownId(id, known: entities.map(\.id)), at: place)
    return nil
  }

  private func fits(from: Entity, to: Entity, reference: Reference, reading: inout Reading) -> Bool {
    let targets = reference.relation.targets(from: from.classKey)
    if targets.isEmpty {
      wrongClass(
        from, expected: reference.relation.ends.map(\.from), reference, at: reference.fromPlace, reading: &reading)
      return false
    }
    if !targets.contains(to.classKey) {
      wrongClass(to, expected: targets, reference, at: reference.toPlace, reading: &reading)
      return false
    }
    return true
  }

  private func wrongClass(
    _ entity: Entity, expected: [String], _ reference: Reference, at place: SourcePlace, reading: inout Reading
  ) {
    let vocabulary = reading.vocabulary
    func name(_ key: String) -> Wording { vocabulary.entityClass(key)?.singular ?? Wording(nl: key, en: key) }
    reading.report(
      .wrongClass(
        id: entity.id, isA: name(entity.classKey), key: reference.relation.key, expected: expected.map(name)),
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
