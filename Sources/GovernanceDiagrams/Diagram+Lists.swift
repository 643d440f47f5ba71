// What a box tells of the relations that are not drawn.

import GovernanceModel
import SourceDiagnostics

extension DiagramBuilder {
  /// The lists in the box of an entity: one for each heading, in the order of the vocabulary.
  ///
  /// - Complexity: O(relations of the vocabulary + entries)
  func lists(in entity: Entity) -> [Diagram.List] {
    let own = Dictionary(grouping: selection.listed(inBoxOf: entity.id), by: \.item.relation.key)
    let open = Set(selection.unknowns(of: entity.id).map(\.relation.key).filter(view.listed.contains))
    guard !own.isEmpty || !open.isEmpty else { return [] }
    var contents = ListContents()
    var incomplete: Set<String> = []
    for relation in model.vocabulary.relations {
      contents.add(own[relation.key] ?? [], heading: heading)
      guard open.contains(relation.key) else { continue }
      contents.open(relation.words[language])
      incomplete.insert(relation.words[language])
    }
    return contents.headings.map { heading in
      list(heading, of: contents.entries[heading] ?? [], isIncomplete: incomplete.contains(heading))
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
      members.append(Diagram.Member(id: "", lines: ["?"], tooltip: Messages.unknown[language]))
    }
    return Diagram.List(heading: heading + (common.map { " (\($0))" } ?? "") + ":", members: members)
  }

  /// How certain the relation is, or that it is still to come; nil where there is nothing to say.
  private func state(of entry: Selection.Listed) -> String? {
    words.certainty(of: entry.item.edge.provenance).first ?? (entry.item.isPlanned ? Messages.planned[language] : nil)
  }

  private func member(of entry: Selection.Listed, state: String?) -> Diagram.Member {
    guard let entity = model.entity(entry.other) else {
      return Diagram.Member(id: entry.other, lines: [entry.other], tooltip: "")
    }
    let details =
      entry.item.edge.texts + words.told(entry.item.edge.attributes, of: view.attributes) + (state.map { [$0] } ?? [])
      + (entry.otherBoxes > 0 ? [Messages.alsoIn(entry.otherBoxes, in: language)] : [])
    let name = words.name(of: entity) + (details.isEmpty ? "" : " (\(details.joined(separator: ", ")))")
    let isDrawn = selection.shows(entity.id)
    return Diagram.Member(
      id: entity.id, lines: wrapped(name, width: 34), tooltip: tooltip(of: entry.item),
      mark: isDrawn ? nil : overlay.marks(on: entity.id).first?.level)
  }
}

/// The lists of one box while they are filled, relation after relation.
private struct ListContents {
  private struct Named: Hashable {
    let heading: String
    let other: String
  }

  private(set) var headings: [String] = []
  private(set) var entries: [String: [Selection.Listed]] = [:]
  /// Whatever any list names.
  private var named: Set<String> = []
  /// What lists name by the relations before the present one.
  private var namedBefore: Set<Named> = []

  /// Adds what one relation says, but for what the box tells already.
  mutating func add(_ listed: [Selection.Listed], heading: (Selection.Listed) -> String) {
    var new: [Named] = []
    for entry in listed {
      let name = Named(heading: heading(entry), other: entry.other)
      // Seen from its far end, a relation tells nothing new of what another list names.
      let isFar = entry.item.edge.from == entry.other
      if namedBefore.contains(name) || isFar && named.contains(entry.other) { continue }
      open(name.heading)
      entries[name.heading, default: []].append(entry)
      named.insert(entry.other)
      new.append(name)
    }
    namedBefore.formUnion(new)
  }

  /// Begins a list, unless there is one under that heading.
  mutating func open(_ heading: String) {
    guard entries[heading] == nil else { return }
    headings.append(heading)
    entries[heading] = []
  }
}
