// withdraw: something leaves something else: every relation between the two ends, or with `as`
// those of some kinds.

extension Verb {
  static let withdraw = Verb("withdraw", .many, ["out-of": .many], optional: ["as": .relations]) { step, change in
    for mention in step.subjects {
      guard let entity = change.existing(mention) else { continue }
      for other in step.mentions("out-of") {
        guard change.differ(mention, other), let whole = change.existing(other) else { continue }
        let edges = change.edges(between: entity.id, and: whole.id).filter { step.concerns($0.relation) }
        if edges.isEmpty { change.report(.notRelated(entity.id, to: whole.id), at: other.place) }
        for edge in edges { change.endAsAsked(edge) }
      }
    }
  }
}

extension Reorganisation {
  /// The edges between two entities, whichever way they run.
  func edges(between first: String, and second: String) -> [Edge] {
    edges(of: first).filter { $0.from == second || $0.to == second }
  }
}
