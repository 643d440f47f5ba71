// split: one becomes several. Each part has the relations that it takes. What no part takes goes along with every part
// where it tells what the split thing is made of, such as its members and its reporting line; what it worked on is
// orphaned.

extension Verb {
  static let split = Verb("split", .one, ["into": .parts]) { step, change in
    guard let mention = step.subjects.first, let whole = change.existing(mention) else { return }
    let parts = step.drafts("into")
    if parts.count < 2 { change.report(.splitsIntoOne, at: parts.first?.mention.place ?? step.place) }
    var takers: [String: Mention] = [:]
    for taken in parts.flatMap(\.takes) {
      if let earlier = takers[taken.id] { change.report(.takenTwice(taken.id, at: earlier.place), at: taken.place) }
      takers[taken.id] = taken
      if change.edges(between: whole.id, and: taken.id).isEmpty {
        change.report(.notRelated(taken.id, to: whole.id), at: taken.place)
      }
    }
    guard !change.diagnostics.containErrors else { return }
    let edges = change.edges(of: whole.id)
    for part in parts {
      let said = Set(part.lines.map(\.relation))
      change.insert(change.merged(part, from: [whole], said: said))
      let own = Set(part.takes.map(\.id))
      for edge in edges {
        let isOutgoing = edge.from == whole.id
        let other = isOutgoing ? edge.to : edge.from
        let goesAlong = isOutgoing && change.isActor(other) && !said.contains(edge.relation)
        guard takers[other] == nil ? goesAlong : own.contains(other) else {
          continue
        }
        if isOutgoing {
          change.carry(edge, from: part.entity.id, to: other)
        } else {
          change.carry(edge, from: other, to: part.entity.id)
        }
      }
    }
    change.end(whole)
  }
}
