// Every example gives what its folder `expected` says: findings as text and as JSON, the chart as DOT.

import Foundation
import GovernanceModel
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing

@Suite("Examples", .serialized)
struct ExampleTests {
  @Test("there are examples")
  func thereAreExamples() { #expect(!examples.isEmpty) }

  @Test("the findings are as expected, as text and as JSON, in both languages", arguments: examples)
  func findings(example: String) throws {
    let workspace = try open(example: example)
    let report = try #require(workspace.check(on: workspace.day).report)
    let language = workspace.model.project.language ?? .en
    let expected = "examples/\(example)/expected"
    try expect(try report.text(as: .text, language: language), equalsGolden: "\(expected)/findings.txt")
    try expect(try report.text(as: .json, language: language), equalsGolden: "\(expected)/findings.json")
    let other: Language = language == .nl ? .en : .nl
    try expect(
      try report.text(as: .text, language: other),
      equalsGolden: "\(expected)/findings.\(other.rawValue).txt")
  }

  @Test("every view is drawn as expected", arguments: examples)
  func charts(example: String) throws {
    let workspace = try open(example: example)
    let report = workspace.check(on: workspace.day).report
    let language = workspace.model.project.language ?? .en
    for name in workspace.viewNames {
      let view = try #require(workspace.view(name))
      let diagram = workspace.diagram(as: view, on: workspace.day, language: language, marking: report)
      try expect(diagram.dot, equalsGolden: "examples/\(example)/expected/\(name).dot")
    }
  }

  @Test("the findings are those that the example's notes expect, no more and no fewer", arguments: examples)
  func expectedFindings(example: String) throws {
    let workspace = try open(example: example)
    let report = try #require(workspace.check(on: workspace.day).report)
    let found = report.findings.map { "\($0.code) \($0.subject)" }.sorted()
    #expect(found == (try expectedRows(of: example)).sorted())
  }

  /// The rows `| `code` | `subject` | …` in the example's README.
  private func expectedRows(of example: String) throws -> [String] {
    let notes = try String(
      contentsOf: repositoryRoot.appending(path: "examples/\(example)/README.md"), encoding: .utf8)
    return notes.split(separator: "\n").compactMap { line in
      let quoted = line.split(separator: "`", omittingEmptySubsequences: false)
      guard line.hasPrefix("| `"), quoted.count >= 5, quoted[1].contains("/") else { return nil }
      return "\(quoted[1]) \(quoted[3])"
    }
  }
}
