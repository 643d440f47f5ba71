// Each kind of report says in which formats it is shown, and refuses the others.

import GovernanceModel
import GovernanceReports
import SourceDiagnostics
import Testing

@Suite("Reports and their formats")
struct FormatTests {
  private static let kinds: [any Report.Type] = [
    AnswerReport.self, ChainReport.self, CheckReport.self, ExplanationReport.self, StressReport.self,
    TimelineReport.self, WhatIfReport.self,
  ]

  @Test("who does not choose gets text, and no format is there twice")
  func formats() {
    for kind in Self.kinds {
      #expect(kind.formats.first == .text, "\(kind)")
      #expect(Set(kind.formats).count == kind.formats.count, "\(kind)")
      #expect(kind.formats.filter { !$0.isForPrograms } == [.text], "\(kind)")
    }
  }

  @Test("every format is one of some report")
  func everyFormatIsUsed() {
    #expect(Set(Self.kinds.flatMap { $0.formats }) == Set(OutputFormat.allCases))
  }

  @Test("a format in which a report is not shown is refused, and those in which it is are named")
  func refusal() throws {
    let report = CheckReport(
      project: "P", day: .earliest, findings: [], rules: [], titles: [:], texts: [], documents: [])
    for format in OutputFormat.allCases where !CheckReport.formats.contains(format) {
      let refusal = #expect(throws: UnsupportedFormat.self) { try report.text(as: format, language: .en) }
      #expect(refusal?.message.en == "this is not shown as `\(format)`, but as text, json, sarif")
      #expect(refusal?.message.nl == "dit wordt niet getoond als `\(format)`; wel als text, json, sarif")
    }
    for format in CheckReport.formats { #expect(try report.text(as: format, language: .en).hasSuffix("\n")) }
  }
}
