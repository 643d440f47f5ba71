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

  @OptionGroup var comparison: ComparisonOptions

  func validate() throws {
    if dryRun, !apply {
      throw ValidationError(
        say(nl: "--dry-run hoort bij --apply", en: "--dry-run belongs with --apply"))
    }
    if comparison.chart != nil, scenarios.count > 1, !stack {
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
      console.inputs += changes.map(\.path)
    }
    if dryRun {
      try console.write([Output(patch(of: changes), to: comparison.result.output)])
      return
    }
    let outputs = try comparison.outputs(for: result.report, of: workspace, console)
    if apply {
      try console.check(outputs)
      let faults = GremiumKit.write(changes)
      console.show(faults, texts: known)
      guard faults.isEmpty else { throw Exit.unusableInput }
      console.show(written: changes)
    }
    try comparison.write(outputs, for: result.report, to: console)
  }
}
