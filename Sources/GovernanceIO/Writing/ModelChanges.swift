// What differs between two states of a model, as whoever writes files must know it: by what is written at which place.

import GovernanceModel
import SourceDiagnostics

/// One line of a relation: an edge, or what is known of it while its end is unknown.
struct RelationLine {
  let from: String
  let relation: String
  /// Nil where it is unknown.
  let to: String?
  var period: Period
  let attributes: [Attribute]
  let provenance: Provenance

  init(_ edge: Edge) {
    (from, relation, to, period) = (edge.from, edge.relation, edge.to, edge.period)
    (attributes, provenance) = (edge.attributes, edge.provenance)
  }

  init(_ unknown: Unknown, of id: String) {
    (from, relation, to, period) = (id, unknown.key, nil, unknown.period)
    (attributes, provenance) = (unknown.attributes, unknown.provenance)
  }

  /// Where it begins.
  var place: SourcePlace {
    let place = provenance.place
    return SourcePlace(in: place.file, line: place.line, column: place.column)
  }

  /// Whether it says no more than its end.
  var isPlain: Bool {
    period == .always && attributes.isEmpty && provenance.certainty == .explicit && provenance.citations.isEmpty
  }

  fileprivate var key: [String] { [from, relation, to ?? "", provenance.place.description] }
}

/// What becomes of the lines of one relation of an entity. Each list is in the order of its model.
struct LineChanges {
  /// As they were, each with its new period.
  var ending: [(line: RelationLine, period: Period)] = []
  var deleted: [RelationLine] = []
  var added: [RelationLine] = []

  var isEmpty: Bool { ending.isEmpty && deleted.isEmpty && added.isEmpty }
}

/// What happens to the relations of the entities that stay, by id and key.
///
/// - Complexity: O(entities + edges)
func lineChanges(from before: Model, to after: Model) -> [String: [String: LineChanges]] {
  let old = before.lines.filter { after.entity($0.from) != nil }
  let new = after.lines.filter { before.entity($0.from) != nil }
  let later = Dictionary(new.map { ($0.key, $0) }, uniquingKeysWith: { _, last in last })
  let earlier = Set(old.map(\.key))
  var changes: [String: [String: LineChanges]] = [:]
  for line in old {
    guard let kept = later[line.key] else {
      changes[line.from, default: [:]][line.relation, default: .init()].deleted.append(line)
      continue
    }
    if kept.period != line.period {
      changes[line.from, default: [:]][line.relation, default: .init()].ending.append((line, kept.period))
    }
  }
  for line in new where !earlier.contains(line.key) {
    changes[line.from, default: [:]][line.relation, default: .init()].added.append(line)
  }
  return changes
}

extension Model {
  /// Edges, and then what is unknown of relations.
  fileprivate var lines: [RelationLine] { edges.map { RelationLine($0) } + entities.flatMap { unknownLines(of: $0) } }

  /// What an entity says of its relations.
  ///
  /// - Complexity: O(edges that were written for it)
  func lines(of entity: Entity) -> [RelationLine] {
    edges(from: entity.id).map { RelationLine($0) } + unknownLines(of: entity)
  }

  private func unknownLines(of entity: Entity) -> [RelationLine] {
    entity.unknowns.filter { vocabulary.relation($0.key) != nil }.map { RelationLine($0, of: entity.id) }
  }
}

/// What an entity says otherwise of itself, apart from its relations.
struct EntityChanges {
  /// The values of one attribute.
  struct Values {
    let key: String
    let before: [Attribute]
    let after: [Attribute]
    let unknown: Unknown?
    /// Whether all that was said stays, and more comes behind it.
    let isAppended: Bool
  }

  /// Structural terms, such as `until`.
  private(set) var terms: [String] = []
  private(set) var values: [Values] = []

  var isEmpty: Bool { terms.isEmpty && values.isEmpty }

  init(from before: Entity, to after: Entity, vocabulary: Vocabulary) {
    if before.kind != after.kind { terms.append("kind") }
    if before.name != after.name { terms.append("name") }
    if before.stage != after.stage { terms.append("stage") }
    if before.period.until != after.period.until { terms.append("until") }
    if before.period.from != after.period.from { terms.append("from") }
    if before.provenance.certainty != after.provenance.certainty { terms.append("certainty") }
    if before.provenance.citations != after.provenance.citations { terms.append("source") }
    let (old, new) = (before.ownAttributes, after.ownAttributes)
    let unknownKeys = (before.unknowns + after.unknowns).map(\.key).filter { vocabulary.relation($0) == nil }
    for key in Set(old.map(\.key) + new.map(\.key) + unknownKeys).sorted() {
      let was = old.filter { $0.key == key }
      let becomes = new.filter { $0.key == key }
      let unknown = after.unknowns.first { $0.key == key }
      let wasUnknown = before.unknowns.contains { $0.key == key }
      if was == becomes, wasUnknown == (unknown != nil) { continue }
      let isAppended = !was.isEmpty && !wasUnknown && unknown == nil && becomes.starts(with: was)
      values.append(Values(key: key, before: was, after: becomes, unknown: unknown, isAppended: isAppended))
    }
  }
}
