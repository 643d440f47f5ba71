// What breaks when something drops out is what a scenario says that abolishes it; and every example shows what is expected.

import Datalog
import Foundation
import GovernanceAnalysis
import GovernanceModel
import GovernanceReports
import GremiumKit
import SourceDiagnostics
import TestSupport
import Testing
import WorkControl

@Suite("What breaks when something drops out", .serialized)
struct StressTests {
  @Test("the report and the chart are as expected, in both languages", arguments: ["rotterdam", "rijk", "waardenland"])
  func reports(example: String) throws {
    let workspace = try open(example: example)
    let report = try #require(workspace.stress(on: workspace.day, top: 5, pairsAmong: 12).report)
    let language = workspace.model.project.language ?? .en
    let expected = "examples/\(example)/expected/stress"
    try expect(try report.text(as: .text, language: language), equalsGolden: "\(expected).txt")
    let other: Language = language == .nl ? .en : .nl
    try expect(try report.text(as: .text, language: other), equalsGolden: "\(expected).\(other.rawValue).txt")
    try expect(try report.text(as: .json, language: language), equalsGolden: "\(expected).json")
    try expect(workspace.stressDiagram(of: report, language: language).dot, equalsGolden: "\(expected).dot")
  }

  @Test("one that drops out breaks what a scenario breaks that abolishes it", arguments: examples)
  func sameAsScenarios(example: String) throws {
    let workspace = try open(example: example)
    let progress = WorkProgress()
    let report = try #require(workspace.stress(on: workspace.day, top: .max, progress: progress).report)
    #expect(progress.counts.map { [$0.done, $0.all] } == [report.tried, report.tried])
    let classes = workspace.droppableClasses
    let there = workspace.model.entities.filter { classes.contains($0.classKey) && $0.holds(on: workspace.day) }
    #expect(report.entries.flatMap(\.impact.ids).sorted() == there.map(\.id).sorted())
    #expect(report.tried == there.count)
    let outcomes = try outcomes(ofAbolishing: report.entries.map(\.impact.ids), in: workspace)
    for (entry, outcome) in zip(report.entries, outcomes) {
      let impact = entry.impact
      #expect(
        [impact.errors, impact.warnings, impact.notes]
          == [Diagnostic.Severity.error, .warning, .note].map { outcome.count(new: $0) }, "\(impact.ids)")
      #expect(entry.findings.map(told) == outcome.comparison.new.map(told), "\(impact.ids)")
      #expect(
        entry.orphans.map { "\($0.entity.id) \($0.lost.map(\.id))" }
          == outcome.orphans.map { "\($0.entity.id) \($0.lost.map(\.id))" })
      #expect(impact.orphans == outcome.orphans.count)
      #expect(
        impact.endedRelations == outcome.comparison.difference.changedEdges.count
          + outcome.comparison.difference.removedEdges.count, "\(impact.ids)")
    }
    #expect(zip(report.entries, report.entries.dropFirst()).allSatisfy { Impact.isHeavier($0.impact, $1.impact) })
  }

  @Test(
    "a pair breaks what a scenario breaks that abolishes both, and neither alone", arguments: ["rotterdam", "rijk"])
  func pairs(example: String) throws {
    let workspace = try open(example: example)
    let among = 8
    let report = try #require(workspace.stress(on: workspace.day, top: .max, pairsAmong: among).report)
    let ids = report.entries.prefix(among).flatMap(\.impact.ids)
    let single = Dictionary(
      uniqueKeysWithValues: report.entries.map { ($0.impact.ids[0], Set($0.findings.map(names))) })
    var expected: [[String]: [String]] = [:]
    let tried = ids.indices.flatMap { first in ids[(first + 1)...].map { [ids[first], $0] } }
    for (pair, outcome) in zip(tried, try outcomes(ofAbolishing: tried, in: workspace)) {
      let alone = try #require(single[pair[0]]).union(try #require(single[pair[1]]))
      let more = outcome.comparison.new.filter { !alone.contains(names($0)) }
      if !more.isEmpty { expected[pair] = more.map(told) }
    }
    let pairs = try #require(report.pairs)
    #expect(Dictionary(uniqueKeysWithValues: pairs.entries.map { ($0.impact.ids, $0.findings.map(told)) }) == expected)
    #expect(pairs.breaking == expected.count)
  }

  @Test("what is not asked about is not tried, and the day decides what is there")
  func choice() throws {
    let workspace = try open(example: "rijk")
    let report = try #require(workspace.stress(on: workspace.day, of: ["post"], top: .max).report)
    #expect(report.tried > 0)
    #expect(report.entries.allSatisfy { workspace.model.entity($0.impact.ids[0])?.classKey == "post" })
    let day = try #require(Day("1900-01-01"))
    #expect(workspace.stress(on: day, of: ["post"], top: 1).report?.tried == report.tried)
  }

  @Test("one that is not wanted any more gives nothing, and nothing to complain of")
  func cancellation() throws {
    let workspace = try open(example: "rotterdam")
    let cancellation = Cancellation()
    cancellation.cancel()
    let (report, faults) = workspace.stress(
      on: workspace.day, top: 5, limits: EvaluationLimits(cancellation: cancellation))
    #expect(report == nil)
    #expect(faults.isEmpty)
  }

  /// What scenarios bring about, each of which abolishes some.
  private func outcomes(ofAbolishing groups: [[String]], in workspace: Workspace) throws -> [WhatIfReport.Outcome] {
    let texts = groups.map { ids in
      let content = "steps: [{abolish: [\(ids.joined(separator: ", "))]}]\n"
      return (key: ids.joined(separator: " "), text: SourceText(path: "s.yaml", content: content))
    }
    let (result, faults) = workspace.whatIf(texts, order: .sideBySide)
    return try #require(result?.report.outcomes, "\(faults.map(\.message.en))")
  }

  private func told(_ finding: Finding) -> String { "\(finding.identity) \(finding.severity) \(finding.message.nl)" }

  /// What tells a finding apart, without what it counts.
  private func names(_ finding: Finding) -> String {
    let names = finding.columns.compactMap { if case .symbol(let text) = $0.value { text } else { nil } }
    return "\(finding.code) \(finding.isUnknown) \(names)"
  }
}
