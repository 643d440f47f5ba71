// Findings from day to day: what the timeline says of a day is what a check on that day says.

import Datalog
import GovernanceAnalysis
import GovernanceModel
import GovernanceReports
import GremiumKit
import TestSupport
import Testing
import WorkControl

@Suite("Timelines of the examples")
struct TimelineTests {
  @Test("the days on which findings change are as expected, as text and as a calendar", arguments: examples)
  func golden(example: String) throws {
    let workspace = try open(example: example)
    let timeline = try #require(workspace.timeline().report).timeline
    let language = workspace.model.project.language ?? .en
    for (format, file) in [(OutputFormat.text, "timeline.txt"), (.ics, "timeline.ics")] {
      try expect(
        try TimelineReport(timeline, project: workspace.model.project.name).text(as: format, language: language),
        equalsGolden: "examples/\(example)/expected/\(file)")
    }
  }

  @Test("on each day of change and its eve, what holds is what a check finds", arguments: examples)
  func agreesWithChecks(example: String) throws {
    let workspace = try open(example: example)
    let timeline = try #require(workspace.timeline().report).timeline
    let days = timeline.changes.flatMap { [$0.day.advanced(by: -1), $0.day] } + [timeline.first, timeline.last]
    for day in Set(days).sorted() {
      let holding = timeline.bars.filter { ($0.from ?? timeline.first) <= day && ($0.until.map { day < $0 } ?? true) }
      let report = try #require(workspace.check(on: day).report)
      #expect(
        holding.map(\.finding.identity).sorted() == report.findings.map(\.identity).sorted(), "\(example) on \(day)")
    }
  }

  @Test("a finding that starts says what a check says on that day", arguments: examples)
  func words(example: String) throws {
    let workspace = try open(example: example)
    let timeline = try #require(workspace.timeline().report).timeline
    for (day, bars) in Dictionary(grouping: timeline.bars, by: { $0.from ?? timeline.first }) {
      let report = try #require(workspace.check(on: day).report)
      let found = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.identity, $0) })
      for bar in bars {
        let finding = try #require(found[bar.finding.identity])
        #expect(bar.finding.message == finding.message, "\(day)")
        #expect(bar.finding.hint == finding.hint, "\(day)")
      }
    }
  }

  @Test("one that is not wanted any more gives nothing, and nothing to complain of")
  func cancellation() throws {
    let workspace = try open(example: "waardenland")
    let cancellation = Cancellation()
    cancellation.cancel()
    let (timeline, faults) = workspace.timeline(
      from: nil, through: nil, limits: EvaluationLimits(cancellation: cancellation))
    #expect(timeline == nil)
    #expect(faults.isEmpty)
  }
}
