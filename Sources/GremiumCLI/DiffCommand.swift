// gremium diff

import ArgumentParser
import GovernanceAnalysis
import GovernanceModel
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: say(
      nl: "Vergelijkt twee toestanden van een project.", en: "Compares two states of a project."),
    discussion: say(
      nl: """
        Beide mappen worden op dezelfde dag bekeken: die van --on, anders de laatste van de twee peildata. Getoond \
        wordt wat in de tweede anders is: wat er staat, welke bevindingen erbij komen en verdwijnen, en welke \
        verantwoordingslijnen anders lopen. De exitstatus is 1 als er bevindingen bij komen op of boven --fail-on.
        """,
      en: """
        Both folders are looked at on the same day: that of --on, else the later of their own days. Shown is what is \
        different in the second: what is written, which findings are new and which are solved, and which lines of \
        accountability run otherwise. The exit status is 1 if there are new findings at or above --fail-on.
        """))

  @OptionGroup var options: ProjectOptions

  @Argument(
    help: ArgumentHelp(
      say(nl: "De map waarmee wordt vergeleken.", en: "The folder to compare with."), valueName: "other"))
  var other: String

  @Option(
    help: ArgumentHelp(
      say(nl: "Hoe het wordt getoond: text of json.", en: "How it is shown: text or json."), valueName: "text|json"))
  var format = ReportFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(nl: "Schrijf het resultaat in dit bestand.", en: "Write the result to this file."), valueName: "file"))
  var output: String?

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

  func run() throws {
    let (workspace, opened, _) = try options.open(relations: [accountabilityRelation])
    var console = opened
    let settings = Settings(
      maximumFileSize: options.maxFileSize, ruleFolders: options.ruleFolders, relations: [accountabilityRelation])
    let opening = GremiumKit.open(other, settings: settings)
    console.inputs += opening.texts.map(\.path)
    console.show(opening.diagnostics, texts: opening.texts)
    guard let later = opening.workspace else { throw Exit.unusableInput }
    let (report, faults) = workspace.compared(with: later, at: other, on: options.on)
    console.show(faults, texts: workspace.texts + later.texts)
    guard let report else { throw Exit.unusableInput }
    let style: TextStyle = output == nil ? console.style(of: 1) : .plain
    var outputs = [Output(try format.render(report, language: console.language, style: style), to: output)]
    if let chart, let outcome = report.outcomes.first {
      let diagram = workspace.changeDiagram(of: outcome, on: report.day, language: console.language)
      outputs.insert(try drawing(of: diagram, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
    if report.outcomes.contains(where: failOn.isReached) { throw Exit.findings }
  }
}
