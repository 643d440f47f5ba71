// Every finding of every example can be explained, down to what somebody wrote.

import GovernanceAnalysis
import GovernanceReports
import GremiumKit
import TestSupport
import Testing

@Suite("Explanations of the examples")
struct ExplanationTests {
  @Test("the first finding of each rule is explained as expected", arguments: examples)
  func golden(example: String) throws {
    let workspace = try open(example: example)
    let (made, findings, _) = workspace.explainer(on: workspace.day)
    var explainer = try #require(made)
    var seen: Set<String> = []
    let first = findings.filter { seen.insert($0.code).inserted }
    let explanations = first.flatMap { explainer.explanations(of: $0, limit: 1) }
    let report = ExplanationReport(
      explanations, rules: workspace.book.rules, documents: workspace.model.project.documents)
    try expect(
      report.text(as: .text, language: workspace.model.project.language ?? .en),
      equalsGolden: "examples/\(example)/expected/explanations.txt")
  }

  @Test("every finding rests on something, and every fact that is not a rule's own has a place", arguments: examples)
  func complete(example: String) throws {
    let workspace = try open(example: example)
    let (made, findings, _) = workspace.explainer(on: workspace.day)
    var explainer = try #require(made)
    for finding in findings {
      let explanation = try #require(explainer.explanations(of: finding, limit: 1).first, "\(finding.identity)")
      #expect(explanation.statement == finding.message)
      #expect(!explanation.because.isEmpty, "\(finding.identity)")
      var open = [explanation]
      while let next = open.popLast() {
        #expect(!next.statement.nl.contains("{") && !next.statement.en.contains("{"), "\(next.statement.nl)")
        if next.kind == .derived, next.because.isEmpty { #expect(next.isToldBefore, "\(next.statement.nl)") }
        open += next.because
      }
    }
  }
}
