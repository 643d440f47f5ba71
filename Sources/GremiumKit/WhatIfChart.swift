// Two states of a project in one picture.

import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceModel
import GovernanceReports
import SourceDiagnostics

extension Workspace {
  /// A chart of what an outcome changes: what there was and is, with what comes, goes and moves told apart, and the new
  /// findings marked.
  ///
  /// Shown is what the changes and the new findings touch, and where that stays readable what is next to it.
  public func chart(of outcome: WhatIfReport.Outcome, on day: Day, language: Language) -> Chart {
    Chart(changeDiagram(of: outcome, on: day, language: language))
  }

  /// The same as a diagram, for those who look into it.
  package func changeDiagram(of outcome: WhatIfReport.Outcome, on day: Day, language: Language) -> Diagram {
    let (model, changes, touched) = union(of: outcome, on: day)
    let marks = Self.marks(of: outcome.comparison.new, language)
    let shown = model.entities.map(\.id).filter { touched.contains($0) || marks[$0] != nil }
    let neighbours = Set(
      model.edges.filter { shown.contains($0.from) || shown.contains($0.to) }.flatMap { [$0.from, $0.to] })
    let mostNodes = 16
    let view = View(
      key: "what-if", title: Wording(outcome.title),
      classes: model.vocabulary.classes.map(\.key), focus: shown, depth: neighbours.count > mostNodes ? 0 : 1)
    return GovernanceDiagrams.diagram(
      of: model, as: view, on: day, language: language, overlay: Overlay(marks: marks, changes: changes))
  }

  /// The state after, with what it has lost put back as it was.
  private func union(
    of outcome: WhatIfReport.Outcome, on day: Day
  ) -> (model: Model, changes: [String: Overlay.Change], touched: Set<String>) {
    let (before, after) = (outcome.before, outcome.after.model)
    func isThere(_ entity: Entity) -> Bool { entity.holds(on: day) || entity.isPlanned(on: day) }
    func isThere(_ edge: Edge, in model: Model) -> Bool {
      guard day < edge.period.until, let from = model.entity(edge.from), let to = model.entity(edge.to) else {
        return false
      }
      return isThere(from) && isThere(to)
    }
    var changes: [String: Overlay.Change] = [:]
    var entities = after.entities.filter(isThere)
    let present = Set(entities.map(\.id))
    for entity in entities where before.entity(entity.id).map(isThere) != true {
      changes[entity.id] = .added
    }
    for entity in before.entities where isThere(entity) && !present.contains(entity.id) {
      entities.append(entity)
      changes[entity.id] = .removed
    }
    var edges = after.edges.filter { isThere($0, in: after) }
    // The same relation between the same ends is the same line, whatever its terms.
    func line(_ edge: Edge) -> [String] { [edge.relation, edge.from, edge.to] + edge.attributes.map { "\($0.value)" } }
    let old = before.edges.filter { isThere($0, in: before) }
    let (linesBefore, linesAfter) = (Set(old.map(line)), Set(edges.map(line)))
    var lost = old.filter { !linesAfter.contains(line($0)) }
    let gone = lost
    for edge in edges where !linesBefore.contains(line(edge)) {
      // What leads elsewhere than it did has moved.
      let isOfNew = changes[edge.from] == .added || changes[edge.to] == .added
      let origin =
        isOfNew
        ? nil : lost.firstIndex { $0.relation == edge.relation && ($0.from == edge.from || $0.to == edge.to) }
      changes[edge.id] = origin == nil ? .added : .moved
      if let origin { lost.remove(at: origin) }
    }
    // Of what goes, only the lines that tell where it belonged and what it leaves loose: the others go without saying.
    let loose = Set(outcome.orphans.flatMap(\.lost).map(\.id))
    func isTold(_ edge: Edge) -> Bool {
      if changes[edge.from] != .removed, changes[edge.to] != .removed { return true }
      let leadsUp = after.vocabulary.relation(edge.relation)?.rank == .up && changes[edge.from] == .removed
      return leadsUp || loose.contains(edge.id)
    }
    for edge in gone where isTold(edge) {
      let id = "before/\(edge.id)"
      changes[id] = .removed
      edges.append(
        Edge(
          id: id, relation: edge.relation, from: edge.from, to: edge.to, period: edge.period,
          attributes: edge.attributes, provenance: edge.provenance))
    }
    let ends = edges.filter { changes[$0.id] != nil }.flatMap { [$0.from, $0.to] }
    let model = Model(vocabulary: after.vocabulary, project: after.project, entities: entities, edges: edges)
    return (model, changes, Set(ends + changes.keys))
  }
}
