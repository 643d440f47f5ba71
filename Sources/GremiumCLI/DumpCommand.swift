// gremium dump

import ArgumentParser
import GremiumKit
import SourceDiagnostics

struct DumpCommand: ParsableCommand {
  /// What can be shown: the stages of the check, and the chart's text.
  enum Stage: String, CaseIterable, ExpressibleByArgument {
    case model, facts, program, plan, dot
  }

  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: say(
      nl: "Toont een tussenstap: model, facts, program, plan of dot.",
      en: "Shows a stage: model, facts, program, plan or dot."),
    discussion: say(
      nl: """
        model: wat er gelezen is, met plaats; facts: de feiten die de regels zien; program: de regels als één \
        programma; plan: hoe zij worden uitgerekend; dot: de tekening als tekst.
        """,
      en: """
        model: what was read, with places; facts: what the rules see; program: the rules as one program; plan: how \
        they are computed; dot: the chart as text.
        """))

  @OptionGroup var options: ProjectOptions

  @Argument(
    help: ArgumentHelp(say(nl: "Welke tussenstap.", en: "Which stage."), valueName: "stage"))
  var stage: Stage

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(nl: "Schrijf het in dit bestand.", en: "Write it to this file."), valueName: "file"))
  var output: String?

  func run() throws {
    let opened = try options.open()
    let (workspace, console, day) = (opened.workspace, opened.console, opened.day)
    switch DumpStage(rawValue: stage.rawValue) {
    case let stage?: try console.write(workspace.dump(stage, on: day), to: output)
    case nil:
      let report = try opened.result(workspace.check(on: day))
      let chart = try opened.result(workspace.chart(marking: report, on: day, language: console.language))
      try console.write(chart.dot, to: output)
    }
  }
}
