// move: something comes under something else: its reporting line, or what it is part of, or where a post belongs.

extension Verb {
  static let move = Verb("move", .many, ["to": .one]) { step, change in
    change.redirect(step, by: .move)
  }
}

extension Reorganisation {
  /// Leads the first of a verb's relations that the subjects have, or else can have, to another end.
  mutating func redirect(_ step: Step, by verb: Vocabulary.Redirection) {
    let relations = vocabulary.relations.filter { $0.movedBy.contains(verb) }
    guard let goal = step.mentions("to").first, let target = existing(goal) else { return }
    for mention in step.subjects {
      guard differ(mention, goal), let entity = existing(mention) else { continue }
      let possible = relations.filter { $0.targets(from: entity.classKey).contains(target.classKey) }.map(\.key)
      func current(_ relation: String) -> [Edge] {
        edges(of: entity.id).filter { $0.from == entity.id && $0.relation == relation }
      }
      let used = possible.first { !current($0).isEmpty }
      let unknown = possible.first { key in entity.unknowns.contains { $0.key == key } }
      guard let relation = used ?? unknown ?? possible.first else {
        report(.cannotGo(entity.id, to: target.id), at: goal.place)
        continue
      }
      for edge in current(relation) where edge.to != target.id { endAsAsked(edge) }
      settleUnknown(relation, of: entity.id)
      if !current(relation).contains(where: { $0.to == target.id }) {
        connect(from: entity.id, relation: relation, to: target.id, at: goal.place)
      } else {
        report(.alreadyThere(entity.id, at: target.id), at: goal.place)
      }
    }
  }
}
