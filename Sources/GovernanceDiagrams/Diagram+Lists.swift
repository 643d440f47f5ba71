// What a box tells of the relations that are not drawn.

import GovernanceModel
import SourceDiagnostics

extension DiagramBuilder {
  /// The lists in the box of an entity: one for each heading, in the order of the vocabulary.
  func lists(in entity: Entity) -> [Diagram.List] {
    var order: [String] = []
    var entries: [String: [Selection.Listed]] = [:]
    let own = selection.listed.filter { $0.box == entity.id }
    let open = selection.unknowns.filter { $0.entity.id == entity.id && view.listed.contains($0.relation.key) }
    for relation in model.vocabulary.relations {
      for entry in own where entry.item.relation.key == relation.key {
        let heading = heading(of: entry)
        // Seen from its far end, a relation tells nothing new of what another list names.
        let isFar = entry.item.edge.from == entry.other
        let told = isFar ? Array(entries.values.joined()) : entries[heading] ?? []
        if told.contains(where: { $0.other == entry.other && (isFar || $0.item.relation.key != relation.key) }) {
          continue
        }
        if entries[heading] == nil { order.append(heading) }
        entries[heading, default: []].append(entry)
      }
      if open.contains(where: { $0.relation.key == relation.key }), !order.contains(relation.words[language]) {
        order.append(relation.words[language])
      }
    }
    let unknown = Set(open.map { $0.relation.words[language] })
    return order.map { heading in
      list(heading, of: entries[heading] ?? [], isIncomplete: unknown.contains(heading))
    }
  }

  private func heading(of entry: Selection.Listed) -> String {
    let isNear = entry.item.edge.from == entry.box
    return (isNear ? entry.item.relation.words : entry.item.relation.reverse)[language]
  }

  private func list(_ heading: String, of entries: [Selection.Listed], isIncomplete: Bool) -> Diagram.List {
    // What holds of all of them is said once.
    let states = entries.map(state)
    let common = Set(states).count == 1 && entries.count > 1 ? states.first ?? nil : nil
    var members = zip(entries, states).map { member(of: $0, state: common == nil ? $1 : nil) }
    if isIncomplete {
      members.append(Diagram.Member(id: "", lines: ["?"], tooltip: Words.unknown[language]))
    }
    return Diagram.List(heading: heading + (common.map { " (\($0))" } ?? "") + ":", members: members)
  }

  /// How certain the relation is, or that it is still to come; nil where there is nothing to say.
  private func state(of entry: Selection.Listed) -> String? {
    words.certainty(of: entry.item.edge.provenance).first ?? (entry.item.isPlanned ? Words.planned[language] : nil)
  }

  private func member(of entry: Selection.Listed, state: String?) -> Diagram.Member {
    guard let entity = model.entity(entry.other) else {
      return Diagram.Member(id: entry.other, lines: [entry.other], tooltip: "")
    }
    let details =
      entry.item.edge.texts + words.told(entry.item.edge.attributes, of: view.attributes) + (state.map { [$0] } ?? [])
      + (entry.otherBoxes > 0 ? [Words.alsoIn(entry.otherBoxes, in: language)] : [])
    let name = words.name(of: entity) + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
    let isDrawn = selection.entities.contains { $0.entity.id == entity.id }
    return Diagram.Member(
      id: entity.id, lines: wrapped(name, width: 34), tooltip: tooltip(of: entry.item),
      mark: isDrawn ? nil : overlay.marks(on: entity.id).first?.level)
  }
}
