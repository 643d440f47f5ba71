// The chains of an opgave stand out in their chart, and what lies beside them is pale.

import GovernanceAnalysis
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Charts of chains")
struct ChainChartTests {
  @Test(
    "the chart of one opgave is as expected",
    arguments: [("rotterdam", "valpreventie"), ("handreiking", "opgave-preventie")])
  func golden(example: String, opgave: String) throws {
    let workspace = try open(example: example, relations: ProjectExplainer.chainRelations)
    var explainer = try #require(workspace.explainer(on: workspace.day).explainer)
    let chains = explainer.chains(from: [opgave], model: workspace.model)
    let diagram = workspace.chainDiagram(
      of: chains, on: workspace.day, language: workspace.model.project.language ?? .en)
    try expect(diagram.dot, equalsGolden: "examples/\(example)/expected/chain.dot")
    let passed = Set(chains.flatMap { $0.chains.flatMap(\.ids) })
    for node in diagram.nodes where workspace.model.entity(node.id) != nil {
      #expect(node.classes.contains("trail") == passed.contains(node.id), "\(node.id)")
    }
  }

  @Test("in a chart of all opgaven nothing stands out")
  func all() throws {
    let workspace = try open(example: "rotterdam", relations: ProjectExplainer.chainRelations)
    var explainer = try #require(workspace.explainer(on: workspace.day).explainer)
    let chains = explainer.chains(from: explainer.opgavenToAnswerFor(in: workspace.model), model: workspace.model)
    #expect(chains.count > 1)
    let diagram = workspace.chainDiagram(of: chains, on: workspace.day, language: .en)
    #expect(!diagram.nodes.contains { $0.classes.contains("trail") })
  }
}
