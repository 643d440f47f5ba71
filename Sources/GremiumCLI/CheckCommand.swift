// gremium check

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: say(nl: "Zegt wat er aan een project schort.", en: "Says what is wrong with a project."),
    discussion: say(
      nl: """
        Een fout is iets wat niet klopt of wat wet of afspraak eist en ontbreekt; een waarschuwing is goede praktijk \
        die ontbreekt; een melding is iets wat nog onbekend is. Met --chart wordt het organogram getekend, met een \
        merkteken op alles waarover een bevinding gaat.
        """,
      en: """
        An error is something that is not right, or that law or agreement demands and that is missing; a warning is \
        good practice that is missing; a note is something still unknown. With --chart the organisation chart is \
        drawn, with a mark on everything that a finding is about.
        """))

  @OptionGroup var options: ProjectOptions

  @OptionGroup var result: ResultOptions<CheckReport>

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Teken ook het organogram, naar een bestand dat eindigt op .svg, .pdf, .png of .dot.",
        en: "Draw the organisation chart too, to a file ending in .svg, .pdf, .png or .dot."), valueName: "file"))
  var chart: String?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Vanaf welke ernst de exitstatus 1 is: error, warning, note of never.",
        en: "From which severity on the exit status is 1: error, warning, note or never."), valueName: "severity"))
  var failOn = FailureThreshold.error

  func run() throws {
    let preparation = chart.map { _ in preparedDrawing() }
    defer { preparation?.wait() }
    let opened = try options.open()
    let (workspace, console) = (opened.workspace, opened.console)
    let report = try opened.result(console.watching(Messages.applyingRules) { _ in workspace.check(on: opened.day) })
    var outputs = [try result.output(of: report, console)]
    if let chart {
      let picture = try opened.result(workspace.chart(marking: report, on: opened.day, language: console.language))
      outputs.insert(try drawing(of: picture, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
    if failOn.isReached(by: report.findings.lazy.map(\.severity)) { throw Exit.findings }
  }
}
