// revoke: a mandate ends, with all that it says; what rests on it is left without.

extension Verb {
  static let revoke = Verb("revoke", .many) { step, change in
    for mention in step.subjects {
      guard let entity = change.existing(mention) else { continue }
      if change.vocabulary.hasTrait(.granted, entity.classKey) {
        change.end(entity)
      } else {
        change.report(.notAMandate(mention.id), at: mention.place)
      }
    }
  }
}
