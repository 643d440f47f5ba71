// gremium check

import ArgumentParser
import GovernanceAnalysis
import GovernanceReports
import GremiumKit
import SourceDiagnostics

/// From which severity on findings make the exit status 1.
enum FailureThreshold: String, CaseIterable, ExpressibleByArgument {
  case error, warning, note, never

  /// Whether any of the findings is as severe as this.
  ///
  /// - Complexity: O(findings)
  func isReached(by findings: [Finding]) -> Bool {
    switch self {
    case .error: findings.contains { $0.severity >= .error }
    case .warning: findings.contains { $0.severity >= .warning }
    case .note: !findings.isEmpty
    case .never: false
    }
  }
}

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
    let (workspace, console, day) = try options.open()
    let words = Wording(nl: "de regels worden toegepast", en: "applying the rules")
    let (report, faults) = console.watching(words) { _ in workspace.check(on: day) }
    console.show(faults, texts: workspace.texts)
    guard let report else { throw Exit.unusableInput }
    var outputs = [try result.output(of: report, console)]
    if let chart, let view = workspace.view("organogram") {
      let diagram = workspace.diagram(as: view, on: day, language: console.language, marking: report)
      outputs.insert(try drawing(of: diagram, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
    if failOn.isReached(by: report.findings) { throw Exit.findings }
  }
}
