// replace: another takes something's place: in every relation that leads to it and in what it works on; or, with `in`,
// only in what it has to do with those; with `as` only in relations of those kinds. What is replaced goes on to exist.

extension Verb {
  static let replace = Verb("replace", .one, ["by": .one], optional: ["in": .many, "as": .relations]) { step, change in
    guard let mention = step.subjects.first, let substitute = step.mentions("by").first,
      change.differ(mention, substitute), let old = change.existing(mention), let new = change.existing(substitute)
    else { return }
    let limits = step.mentions("in")
    for other in limits {
      guard change.existing(other) != nil else { return }
      if change.edges(between: old.id, and: other.id).isEmpty {
        change.report(.notRelated(old.id, to: other.id), at: other.place)
      }
    }
    change.passOn(from: old, to: new, within: limits) { step.concerns($0.relation) }
  }
}
