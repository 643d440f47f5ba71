// gremium what-if

import ArgumentParser
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
    var opened = try options.open(relations: Workspace.lineRelations)
    let (texts, missing) = opened.session.scenarioTexts(named: scenarios)
    opened.console.inputs += texts.map(\.text.path)
    let known = texts.map(\.text)
    _ = try opened.result((missing.isEmpty ? () : nil, missing), texts: known)
    let result = try opened.result(
      opened.workspace.whatIf(texts, order: stack ? .stacked : .sideBySide, on: options.on), texts: known)
    var changes: [FileChange] = []
    if apply, let after = result.workspaces.first {
      let (made, faults) = opened.workspace.changes(to: after)
      changes = try opened.result((faults.isEmpty ? made : nil, faults), texts: known)
      opened.console.inputs += changes.map(\.path)
    }
    let console = opened.console
    if dryRun {
      try console.write([Output(patch(of: changes), to: comparison.result.output)])
      return
    }
    let outputs = try comparison.outputs(for: result.report, of: opened.workspace, console)
    if apply {
      try console.check(outputs)
      let faults = try opened.session.apply(changes)
      _ = try opened.result((faults.isEmpty ? () : nil, faults), texts: known)
      console.show(written: changes)
    }
    try comparison.write(outputs, for: result.report, to: console)
  }
}
