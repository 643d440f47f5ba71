// Every scenario of every example gives what the folder `expected` says.

import Foundation
import GovernanceAnalysis
import GovernanceIO
import GovernanceModel
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

/// A scenario of an example, or several that are put side by side.
struct ScenarioCase: Sendable, CustomTestStringConvertible {
  let example: String
  let scenarios: [String]

  var name: String { scenarios.count == 1 ? scenarios[0] : "side-by-side" }
  var testDescription: String { "\(example) \(scenarios.joined(separator: " "))" }

  /// Each scenario by itself, and those of an example with several side by side.
  static let all: [ScenarioCase] = examples.flatMap { example -> [ScenarioCase] in
    let folder = repositoryRoot.appending(path: "examples/\(example)/scenarios").path
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    let alone = names.map { ScenarioCase(example: example, scenarios: [$0]) }
    return names.count > 1 ? alone + [ScenarioCase(example: example, scenarios: names)] : alone
  }

  func whatIf(in workspace: Workspace, order: ScenarioOrder = .sideBySide) throws -> WhatIf {
    let (texts, missing) = ProjectFiles(reading: .folder("examples/\(example)"), maximumFileSize: .max)
      .scenarioTexts(named: scenarios)
    let (result, faults) = workspace.whatIf(texts, order: order)
    let renderer = DiagnosticRenderer(language: .en, texts: workspace.texts + texts.map(\.text))
    return try #require(result, "\(renderer.render(missing + faults))")
  }
}

@Suite("Scenarios of the examples", .serialized)
struct ScenarioExampleTests {
  @Test("there are scenarios")
  func thereAreScenarios() { #expect(ScenarioCase.all.count > 5) }

  @Test("a scenario breaks and solves what is expected, as text and as JSON", arguments: ScenarioCase.all)
  func outcomes(scenario: ScenarioCase) throws {
    let workspace = try open(example: scenario.example)
    let report = try scenario.whatIf(in: workspace).report
    let language = workspace.model.project.language ?? .en
    let expected = "examples/\(scenario.example)/expected/what-if.\(scenario.name)"
    try expect(try report.text(as: .text, language: language), equalsGolden: "\(expected).txt")
    let other: Language = language == .nl ? .en : .nl
    try expect(
      try report.text(as: .text, language: other), equalsGolden: "\(expected).\(other.rawValue).txt")
    try expect(try report.text(as: .json, language: language), equalsGolden: "\(expected).json")
    if let outcome = report.outcomes.first, report.outcomes.count == 1 {
      let diagram = workspace.changeDiagram(of: outcome, on: report.day, language: language)
      try expect(diagram.dot, equalsGolden: "\(expected).dot")
    }
  }

  @Test(
    "bringing the base up to date finds what checking the edited project from scratch finds",
    arguments: ScenarioCase.all)
  func sameAsFromScratch(scenario: ScenarioCase) throws {
    let workspace = try open(example: scenario.example)
    let result = try scenario.whatIf(in: workspace)
    let base = try #require(workspace.examination(on: result.report.day).examination)
    for (outcome, after) in zip(result.report.outcomes, result.workspaces) {
      let scratch = Comparison(from: base, to: try #require(after.examination(on: result.report.day).examination))
      let updated = outcome.comparison
      for (left, right) in [
        (updated.new, scratch.new), (updated.solved, scratch.solved), (updated.unchanged, scratch.unchanged),
      ] {
        #expect(left.map(described) == right.map(described))
      }
      #expect(updated.lines.map(\.before) == scratch.lines.map(\.before))
      #expect(updated.lines.map(\.after) == scratch.lines.map(\.after))
    }
  }

  private func described(_ finding: Finding) -> String {
    "\(finding.identity) \(finding.isUnknown) \(finding.severity) \(finding.message) \(finding.place?.description ?? "")"
  }
}
