// remove: something is struck from the record as if it had never been written, or only its relations to something else, all or with
// `as` some.
// For what was written wrongly; what comes to an end is abolished or withdrawn.

extension Verb {
  static let remove = Verb("remove", .many, optional: ["out-of": .many, "as": .relations]) { step, change in
    for mention in step.subjects {
      let others = step.mentions("out-of")
      guard let entity = change.existing(mention) else { continue }
      if others.isEmpty { change.delete(entity) }
      for other in others {
        guard change.differ(mention, other), let whole = change.existing(other) else { continue }
        let edges = change.edges(between: entity.id, and: whole.id).filter { step.concerns($0.relation) }
        if edges.isEmpty { change.report(.notRelated(entity.id, to: whole.id), at: other.place) }
        for edge in edges { change.delete(edge) }
      }
    }
  }
}
