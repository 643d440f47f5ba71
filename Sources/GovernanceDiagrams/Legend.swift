// The legend: only what is drawn, and nothing that its words already say.

import GovernanceModel
import SourceDiagnostics

extension DiagramBuilder {
  /// Looks of nodes, then lines, then states.
  var legend: [Diagram.LegendEntry] { looks + lines + states }

  /// One entry for each look, with the words of all that have it.
  private var looks: [Diagram.LegendEntry] {
    var found: [(style: Style, words: [String])] = []
    let drawnByClass = Dictionary(
      grouping: selection.entities.map(\.entity).filter { !collapsed.contains($0.id) }, by: \.classKey)
    for entityClass in model.vocabulary.classes {
      guard let drawn = drawnByClass[entityClass.key] else { continue }
      let plain = Style(entityClass.style)
      if drawn.contains(where: { words.look(of: $0) == plain }) {
        found.append((plain, [entityClass.singular[language]]))
      }
      let drawnKinds = Set(drawn.map(\.kind))
      for kind in entityClass.kinds where drawnKinds.contains(kind.key) {
        let look = plain.overridden(by: Style(kind.style))
        guard look != plain else { continue }
        if let known = found.firstIndex(where: { $0.style == look }) {
          found[known].words.append(kind.words[language])
        } else {
          found.append((look, [kind.words[language]]))
        }
      }
    }
    return found.map { .node(style: $0.style, words: $0.words.joined(separator: ", ")) }
  }

  private var lines: [Diagram.LegendEntry] {
    let drawn = Set(selection.relations.filter { !clustering.shows($0.edge) }.map(\.relation.key))
      .union(openEnds.drawn.map(\.relation.key))
    return model.vocabulary.relations.filter { drawn.contains($0.key) }.map {
      .line(style: Style($0.style), words: $0.words[language])
    }
  }

  private var states: [Diagram.LegendEntry] {
    var entries: [Diagram.LegendEntry] = []
    let certainties =
      selection.entities.map(\.entity.provenance.certainty) + selection.relations.map(\.edge.provenance.certainty)
    if certainties.contains(where: { $0 != .explicit }) {
      entries.append(.line(style: Self.bare("dashed"), words: Messages.uncertain[language]))
    }
    if selection.entities.contains(where: \.isPlanned) || selection.relations.contains(where: \.isPlanned) {
      entries.append(.line(style: Self.bare("dotted"), words: Messages.planned[language]))
    }
    let ids = selection.entities.map(\.entity.id) + selection.relations.map(\.edge.id)
    let changes = Set(ids.compactMap { overlay.change(of: $0) })
    for change in Overlay.Change.allCases where changes.contains(change) {
      entries.append(.line(style: change.sample, words: change.label(in: language)))
    }
    if let trail = overlay.trail {
      entries.append(.line(style: Overlay.Trail.sample(isOnIt: true), words: trail.words[language]))
      let isAll =
        selection.entities.allSatisfy { trail.passes($0.entity.id) }
        && selection.relations.allSatisfy { trail.passes(between: $0.edge.from, and: $0.edge.to) }
      if !isAll {
        entries.append(.line(style: Overlay.Trail.sample(isOnIt: false), words: Messages.beside[language]))
      }
    }
    if let meaning = overlay.meaning {
      let levels = Set(selection.entities.compactMap { overlay.marks(on: $0.entity.id).first?.level })
      let signs = Overlay.Mark.Level.allCases.reversed().filter(levels.contains).map(\.sign).joined(separator: " ")
      if !signs.isEmpty { entries.append(.sign(signs, words: meaning.marks[language])) }
      entries.append(.sign("a A", words: meaning.size[language]))
    }
    if !openEnds.drawn.isEmpty { entries.append(.sign("?", words: Messages.unknown[language])) }
    return entries
  }

  private static func bare(_ word: String) -> Style {
    var style = Style([("color", "#444444"), ("arrowhead", "none")])
    style.add(word)
    return style
  }
}
