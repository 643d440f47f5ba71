// gremium what-if

import ArgumentParser
import GovernanceAnalysis
import GovernanceIO
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct WhatIfCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "what-if",
    abstract: say(
      nl: "Zegt wat een reorganisatie zou breken en oplossen.", en: "Says what a reorganisation would break and solve."),
    discussion: say(
      nl: """
        Een scenario is een bestand in scenarios/ van het project, of een pad. Van elk scenario wordt getoond wat er \
        verandert, welke bevindingen erbij komen en verdwijnen, welke verantwoordingslijnen anders lopen en wat los \
        komt te staan. Meer scenario's komen naast elkaar te staan, of met --stack na elkaar.

        De exitstatus is 1 als er bevindingen bij komen op of boven --fail-on.
        """,
      en: """
        A scenario is a file in the project's scenarios/, or a path. Of each is shown what changes, which findings are \
        new and which are solved, which lines of accountability run otherwise, and what comes loose. Several \
        scenarios are put side by side, or with --stack one after another.

        The exit status is 1 if there are new findings at or above --fail-on.
        """))

  @OptionGroup var options: ProjectOptions

  @Argument(
    help: ArgumentHelp(
      say(nl: "De scenario's: namen of paden.", en: "The scenarios: names or paths."), valueName: "scenario"))
  var scenarios: [String]

  @Flag(
    help: ArgumentHelp(
      say(
        nl: "Voer de scenario's na elkaar uit in plaats van elk apart.",
        en: "Carry out the scenarios one after another rather than each by itself.")))
  var stack = false

  @Flag(
    help: ArgumentHelp(
      say(
        nl: "Schrijf het scenario in de bestanden van het project; wat het niet raakt, blijft tot op de letter gelijk.",
        en: "Write the scenario into the project's files; what it does not touch stays the same to the letter.")))
  var apply = false

  @Flag(
    help: ArgumentHelp(
      say(
        nl: "Toon met --apply alleen wat er in de bestanden zou veranderen.",
        en: "With --apply, only show what would change in the files.")))
  var dryRun = false

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

  func validate() throws {
    if dryRun, !apply {
      throw ValidationError(
        say(nl: "--dry-run hoort bij --apply", en: "--dry-run belongs with --apply"))
    }
    if chart != nil, scenarios.count > 1, !stack {
      throw ValidationError(
        say(
          nl: "teken met --chart één scenario, of meer na elkaar met --stack",
          en: "draw one scenario with --chart, or several one after another with --stack"))
    }
    if apply, scenarios.count > 1, !stack {
      throw ValidationError(
        say(
          nl: "schrijf met --apply één scenario, of meer na elkaar met --stack",
          en: "write one scenario with --apply, or several one after another with --stack"))
    }
  }

  func run() throws {
    let (workspace, opened, _) = try options.open(relations: [accountabilityRelation])
    var console = opened
    let settings = Settings(maximumFileSize: options.maxFileSize)
    let (texts, missing) = scenarioTexts(named: scenarios, of: options.project, settings: settings)
    console.inputs += texts.map(\.text.path)
    let known = workspace.texts + texts.map(\.text)
    console.show(missing, texts: known)
    guard missing.isEmpty else { throw Exit.unusableInput }
    let (result, faults) = workspace.whatIf(texts, order: stack ? .stacked : .sideBySide, on: options.on)
    console.show(faults, texts: known)
    guard let result else { throw Exit.unusableInput }
    var changes: [FileChange] = []
    if apply, let after = result.workspaces.first {
      let written = workspace.changes(to: after, at: options.project, settings: settings)
      console.show(written.diagnostics, texts: known)
      guard written.diagnostics.isEmpty else { throw Exit.unusableInput }
      changes = written.changes
    }
    if dryRun {
      try console.write([Output(patch(of: changes), to: output)])
      return
    }
    let style: TextStyle = output == nil ? console.style(of: 1) : .plain
    var outputs = [Output(try format.render(result.report, language: console.language, style: style), to: output)]
    if let chart, let outcome = result.report.outcomes.first {
      let diagram = workspace.changeDiagram(of: outcome, on: result.report.day, language: console.language)
      outputs.insert(try drawing(of: diagram, to: chart, console: console), at: 0)
    }
    if apply {
      try console.check(outputs)
      let faults = GremiumKit.write(changes)
      console.show(faults, texts: known)
      guard faults.isEmpty else { throw Exit.unusableInput }
      console.show(written: changes.map(\.after.path))
    }
    try console.write(outputs)
    if result.report.outcomes.contains(where: failOn.isReached) { throw Exit.findings }
  }
}

extension FailureThreshold {
  /// Whether new findings reach it.
  func isReached(by outcome: WhatIfReport.Outcome) -> Bool {
    switch self {
    case .error: outcome.count(new: .error) > 0
    case .warning: outcome.count(new: .error) + outcome.count(new: .warning) > 0
    case .note: !outcome.comparison.new.isEmpty
    case .never: false
    }
  }
}
