// set: what is said of something takes the place of what was said: values at once, relations from the day on.

extension Verb {
  static let set = Verb("set", .one, ["with": .fields]) { step, change in
    guard let mention = step.subjects.first, let entity = change.existing(mention),
      let draft = step.drafts("with").first
    else { return }
    var replaced: [String] = []
    for line in draft.lines where !replaced.contains(line.relation) {
      replaced.append(line.relation)
      guard change.mark(line.relation, of: entity.id, at: line.to.place) else { return }
      for edge in change.edges(of: entity.id) where edge.from == entity.id && edge.relation == line.relation {
        change.endAsAsked(edge)
      }
      change.settleUnknown(line.relation, of: entity.id)
    }
    for line in draft.lines { change.connect(line, of: entity.id) }
    for key in draft.terms.union(draft.entity.ownAttributes.map(\.key)).sorted() {
      guard change.mark(key, of: entity.id, at: mention.place) else { return }
    }
    // A field that is said to be unknown loses what was known.
    for unknown in draft.entity.unknowns {
      guard change.mark(unknown.key, of: entity.id, at: unknown.provenance.place) else { return }
      for edge in change.edges(of: entity.id) where edge.from == entity.id && edge.relation == unknown.key {
        change.endAsAsked(edge)
      }
    }
    change.say(draft, of: entity.id) { _ in true }
  }
}

extension Reorganisation {
  /// Changes what an entity says of itself: its name, kind, stage, values and what is unknown.
  ///
  /// - Parameter replaces: whether a value takes the place of the values of that key, or stands beside them.
  mutating func say(_ draft: Draft, of id: String, replaces: (String) -> Bool) {
    guard let entity = editor.entity(id) else { return }
    let said = draft.entity
    let own = said.ownAttributes
    let keys = Set(own.map(\.key)).union(said.unknowns.map(\.key))
    func isReplaced(_ key: String) -> Bool {
      guard keys.contains(key) else { return false }
      return replaces(key) || vocabulary.attribute(key)?.allowsMany == false
    }
    // What follows from the kind gives way to what is said.
    let place = entity.provenance.place
    var attributes = entity.ownAttributes.filter { !isReplaced($0.key) } + own
    let kind: String? = said.kind ?? entity.kind
    let known = Set(attributes.map(\.key)).union(said.unknowns.map(\.key)).union(entity.unknowns.map(\.key))
    let defaults = vocabulary.kind(of: entity.with(kind: kind))?.defaults ?? []
    for item in defaults where !known.contains(item.key) {
      attributes.append(
        Attribute(key: item.key, value: item.value, provenance: entity.provenance))
    }
    let terms = draft.terms
    let from = terms.contains("from") ? said.period.from : entity.period.from
    let until = terms.contains("until") ? said.period.until : entity.period.until
    guard from < until else {
      report(.emptyPeriod(id), at: draft.mention.place)
      return
    }
    let earlier = entity.provenance
    let changed = entity.with(
      name: said.name ?? entity.name, kind: kind, stage: terms.contains("stage") ? said.stage : entity.stage,
      period: Period(from: from, until: until), attributes: attributes,
      unknowns: entity.unknowns.filter { !keys.contains($0.key) } + said.unknowns,
      provenance: Provenance(
        certainty: terms.contains("certainty") ? said.provenance.certainty : earlier.certainty,
        citations: terms.contains("source") ? said.provenance.citations : earlier.citations, place: place))
    if !changed.says(theSameAs: entity) { perform(.change(changed)) }
  }
}
