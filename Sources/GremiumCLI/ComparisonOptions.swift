// What the commands share that compare two states of a project: gremium what-if and gremium diff.

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct ComparisonOptions: ParsableArguments {
  @OptionGroup var result: ResultOptions<WhatIfReport>

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Teken wat er verandert, vóór en na in één tekening: .svg, .pdf, .png of .dot.",
        en: "Draw what changes, before and after in one picture: .svg, .pdf, .png or .dot."), valueName: "file"))
  var chart: String?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Vanaf welke ernst van nieuwe bevindingen de exitstatus 1 is: error, warning, note of never.",
        en: "From which severity of new findings on the exit status is 1: error, warning, note or never."),
      valueName: "severity"))
  var failOn = FailureThreshold.error

  /// What is shown, and the chart where one is asked for.
  ///
  /// - Throws: exit status 2 where the picture fails.
  func outputs(for report: WhatIfReport, of workspace: Workspace, _ console: Console) throws -> [Output] {
    let answer = try result.output(of: report, console)
    guard let chart, let outcome = report.outcomes.first else { return [answer] }
    let picture = workspace.chart(of: outcome, on: report.day, language: console.language)
    return [try drawing(of: picture, to: chart, console: console), answer]
  }

  /// Writes what is shown.
  ///
  /// - Throws: exit status 1 where new findings are as severe as asked about, 2 where a place cannot be written.
  func write(_ outputs: [Output], for report: WhatIfReport, to console: Console) throws {
    try console.write(outputs)
    if report.outcomes.contains(where: { failOn.isReached(by: $0.comparison.new.lazy.map(\.severity)) }) {
      throw Exit.findings
    }
  }
}
