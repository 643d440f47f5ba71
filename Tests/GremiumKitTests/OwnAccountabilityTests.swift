// A relation along which accountability runs is a line of the vocabulary, and no more.

import GovernanceAnalysis
import GovernanceModel
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Accountability runs along a relation of a project's own words")
struct OwnAccountabilityTests {
  private let project = [
    "gremium.yaml": """
    name: Eigen lijn
    language: en
    on: 2024-01-01
    rules: [accountability]
    vocabulary:
      classes:
        programme:
          plural: programmes
          actor: yes
          can-drop-out: yes
          answered-for: yes
      relations:
        steered-by:
          words: {nl: gestuurd door, en: steered by}
          says: {nl: "{y} stuurt {x}", en: "{y} steers {x}"}
          from: {programme: [body], opgave: [programme]}
          rank: up
          accountability: up
          moved-by: [transfer]
        heads:
          words: {nl: leidt, en: heads}
          from: {person: [programme]}
          accountability: down
    """,
    "model.yaml": """
    bodies:
      raad: {name: Raad, kind: gemeenteraad}
      kring: {name: Kring}
    people:
      jansen: {heads: schoon}
    programmes:
      schoon: {name: Schoon, steered-by: raad}
      groen: {steered-by: unknown}
    opgaven:
      water: {name: Water, steered-by: schoon}
    """,
  ]

  @Test("chains, charts, what-if, stress and the question what drops out follow the vocabulary alone")
  func follows() throws {
    try withProject(project) { path in
      let opening = try ProjectSession(.folder(path), settings: Settings(relations: ProjectExplainer.chainRelations))
      let faults = DiagnosticRenderer(language: .en, texts: opening.texts).render(opening.diagnostics)
      let workspace = try #require(opening.workspace, "\(faults)")
      let explainer = workspace.explainer(on: workspace.day, relations: ProjectExplainer.chainRelations).explainer
      var chains = try #require(explainer)
      let found = chains.chains(from: ["water", "groen", "schoon"], model: workspace.model)
      #expect(
        found.map { $0.chains.map { $0.ids.joined(separator: " ") } }
          == [["water schoon raad", "water schoon jansen"], ["groen"], ["schoon raad", "schoon jansen"]])
      #expect(found.map(\.reachesElected) == [true, false, true])
      #expect(found[1].chains.first?.end == .unknown("steered-by"))
      #expect(found[0].chains.first?.steps.first?.reason?.statement.en == "Schoon steers Water")
      let report = try #require(workspace.chains(from: "water").report)
      let chart = workspace.chart(of: report, language: .en).dot
      #expect(chart.contains("\"raad\" -> \"schoon\""))
      #expect(workspace.droppableClasses.contains("programme"))
      #expect(workspace.stress(on: workspace.day, of: ["programme"], top: 9).report?.tried == 2)
      let text = SourceText(path: "other.yaml", content: "on: 2024-06-01\nsteps: [{transfer: schoon, to: kring}]\n")
      let (result, whatIfFaults) = workspace.whatIf([("other", text)], order: .sideBySide)
      let outcome = try #require(result?.report.outcomes.first, "\(whatIfFaults)")
      let edges = outcome.after.model.edges.filter { $0.relation == "steered-by" && $0.from == "schoon" }
      #expect(edges.map { "\($0.to) \($0.period.from < workspace.day)" } == ["raad true", "kring false"])
      let changed = outcome.comparison.lines.map(\.opgave)
      #expect(changed == ["schoon", "water"] || changed == ["water", "schoon"])
    }
  }
}
