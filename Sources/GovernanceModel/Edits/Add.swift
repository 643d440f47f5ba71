// add: new entities, in sections as in a model file; or relations and values beside those that something has.

extension Verb {
  static let add = Verb("add", .sectionsOrOne, optional: ["with": .fields]) { step, change in
    for draft in step.drafts { change.insert(draft) }
    for mention in step.subjects {
      guard let entity = change.existing(mention) else { continue }
      guard let draft = step.drafts("with").first else {
        change.report(.missingFields(mention.id), at: mention.place)
        continue
      }
      for line in draft.lines {
        change.settleUnknown(line.relation, of: mention.id)
        change.connect(line, of: mention.id)
      }
      // Settling may have changed what it says.
      change.say(draft, of: entity.id) { _ in false }
    }
  }
}
