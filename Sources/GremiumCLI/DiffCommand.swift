// gremium diff

import ArgumentParser
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

  @OptionGroup var comparison: ComparisonOptions

  func run() throws {
    var opened = try options.open(relations: Workspace.lineRelations)
    let later = try options.open(other, relations: Workspace.lineRelations)
    opened.console.inputs += later.console.inputs
    let report = try opened.result(
      opened.workspace.compared(with: later.workspace, at: other, on: options.on), texts: later.workspace.texts)
    let outputs = try comparison.outputs(for: report, of: opened.workspace, opened.console)
    try comparison.write(outputs, for: report, to: opened.console)
  }
}
