// grant: a new mandate, from the day on unless it says when.

extension Verb {
  static let grant = Verb("grant", .newGranted) { step, change in
    for draft in step.drafts { change.insert(draft) }
  }
}
