// abolish: something ends, with all its relations; a successor takes over what it was to others and what it works on.

extension Verb {
  static let abolish = Verb("abolish", .many, optional: ["successor": .one]) { step, change in
    for mention in step.subjects {
      guard let entity = change.existing(mention) else { continue }
      if let successor = step.mentions("successor").first {
        guard change.differ(mention, successor), let next = change.existing(successor) else { continue }
        change.passOn(from: entity, to: next) { _ in true }
      }
      change.end(entity)
    }
  }
}
