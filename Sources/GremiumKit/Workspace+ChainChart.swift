// Chains of accountability as a chart.

import GovernanceAnalysis
import GovernanceDiagrams
import GovernanceModel
import GovernanceReports
import SourceDiagnostics

extension Workspace {
  /// A chart of chains: what is in them, and the relations that may be a step.
  ///
  /// Of one thing, its chains stand out among what lies beside them, as long as that stays readable.
  ///
  /// - Complexity: O(entities + edges + length of the chains)
  public func chart(of report: ChainReport, on day: Day? = nil, language: Language) -> Chart {
    Chart(chainDiagram(of: report.chains, on: day ?? self.day, language: language))
  }

  /// The same as a diagram, for those who look into it.
  package func chainDiagram(of chains: [Chains], on day: Day, language: Language) -> Diagram {
    let paths = chains.flatMap { $0.chains.map(\.ids) + [[$0.start]] }
    var seen: Set<String> = []
    let ids = paths.joined().filter { seen.insert($0).inserted }
    let relations = model.vocabulary.accountabilityRelations.map(\.key)
    let neighbours = Set(
      model.edges.filter { edge in
        relations.contains(edge.relation) && model.holds(edge, on: day)
          && (seen.contains(edge.from) || seen.contains(edge.to))
      }.flatMap { [$0.from, $0.to] })
    let isOfOne = chains.count == 1
    let view = View(
      key: "chain", title: Messages.accountability,
      classes: model.vocabulary.classes.map(\.key), relations: relations, direction: .up, showsIsolated: true,
      focus: ids, depth: isOfOne && neighbours.count <= Self.mostNodes ? 1 : 0)
    let trail = Overlay.Trail(paths, words: Messages.theChain)
    return GovernanceDiagrams.diagram(
      of: model, as: view, on: day, language: language, overlay: Overlay(trail: isOfOne ? trail : nil))
  }

  /// With more in a chart, the chains alone are drawn.
  private static let mostNodes = 40
}
