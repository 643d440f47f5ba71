// merge: several become one, which has the relations of all: a new one, or one of them that takes in the others.

extension Verb {
  static let merge = Verb("merge", .many, ["into": .newOrOne]) { step, change in
    let mentions = step.subjects
    if mentions.count < 2 { change.report(.mergesOne, at: mentions.first?.place ?? step.place) }
    for (index, mention) in mentions.enumerated() {
      if let first = mentions[..<index].first(where: { $0.id == mention.id }) { _ = change.differ(first, mention) }
    }
    guard mentions.count > 1, Set(mentions.map(\.id)).count == mentions.count,
      let parts = change.existing(mentions), let first = parts.first
    else { return }
    if let other = parts.indices.first(where: { parts[$0].classKey != first.classKey }) {
      change.report(.mergesClasses(first.id, parts[other].id), at: mentions[other].place)
      return
    }
    if let draft = step.drafts("into").first {
      let said = Set(draft.lines.map(\.relation))
      change.insert(change.merged(draft, from: parts, said: said))
      for part in parts { change.carryAll(of: part, to: draft.entity.id, besides: said, among: parts) }
      for part in parts { change.end(part) }
    } else if let goal = step.mentions("into").first, let whole = change.existing(goal) {
      let others = parts.filter { $0.id != whole.id }
      for part in others { change.carryAll(of: part, to: whole.id, besides: [], among: parts) }
      for part in others { change.end(part) }
    }
  }
}

extension Reorganisation {
  /// Carries all relations of an entity over to another, but for those among what is merged.
  mutating func carryAll(of part: Entity, to whole: String, besides said: Set<String>, among parts: [Entity]) {
    let merged = Set(parts.map(\.id))
    for edge in edges(of: part.id) where edge.from != whole && edge.to != whole {
      let isOutgoing = edge.from == part.id
      let other = isOutgoing ? edge.to : edge.from
      if merged.contains(other) || (isOutgoing && said.contains(edge.relation)) { continue }
      if isOutgoing { carry(edge, from: whole, to: other) } else { carry(edge, from: other, to: whole) }
    }
  }

  /// The new entity, with what it does not say itself taken from what it is made of.
  func merged(_ draft: Draft, from parts: [Entity], said relations: Set<String>) -> Draft {
    let entity = draft.entity
    let kind = entity.kind ?? (Set(parts.map(\.kind)).count == 1 ? parts[0].kind : nil)
    var attributes = entity.attributes
    var keys = Set(attributes.map(\.key)).union(entity.unknowns.map(\.key))
    for part in parts {
      let more = part.ownAttributes.filter { !keys.contains($0.key) }
      attributes += more.map {
        // It stands in the step now, and the document does not speak of it.
        Attribute(
          key: $0.key, value: $0.value,
          provenance: Provenance(certainty: $0.provenance.certainty, place: $0.provenance.place))
      }
      keys.formUnion(more.map(\.key))
    }
    let defaults = vocabulary.kind(of: entity.with(kind: kind))?.defaults ?? []
    for item in defaults where !keys.contains(item.key) {
      attributes.append(Attribute(key: item.key, value: item.value, provenance: entity.provenance))
    }
    var unknowns = entity.unknowns
    for unknown in parts.flatMap(\.unknowns)
    where !keys.contains(unknown.key) && !relations.contains(unknown.key) && day < unknown.period.until {
      let isKnown = parts.contains { part in
        edges(of: part.id).contains { $0.from == part.id && $0.relation == unknown.key }
      }
      if isKnown || unknowns.contains(where: { $0.key == unknown.key }) { continue }
      unknowns.append(
        Unknown(
          key: unknown.key,
          period: vocabulary.relation(unknown.key) == nil
            ? unknown.period : Period(from: max(day, unknown.period.from), until: unknown.period.until),
          attributes: unknown.attributes,
          provenance: Provenance(certainty: unknown.provenance.certainty, place: entity.provenance.place)))
    }
    return Draft(
      entity: entity.with(kind: kind, attributes: attributes, unknowns: unknowns), lines: draft.lines,
      takes: draft.takes,
      terms: draft.terms)
  }
}
