// gremium chain

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct ChainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain",
    abstract: say(
      nl: "Volgt de keten van verantwoording tot een gekozen orgaan.",
      en: "Follows the chain of accountability up to an elected body."),
    discussion: say(
      nl: """
        Van een opgave (of iets anders met een id) naar de eigenaar, en zo verder, tot een gemeenteraad of een ander \
        gekozen orgaan, of tot waar de keten stopt en waarom. Zonder id: van elke opgave de kortste keten.

          gremium chain examples/rotterdam
          gremium chain examples/rotterdam opgave-ouderen --chart keten.svg
        """,
      en: """
        From an opgave (or anything with an id) to its owner, and onward, up to a municipal council or another elected \
        body, or to where the chain stops and why. Without an id: the shortest chain of every opgave.

          gremium chain examples/rotterdam
          gremium chain examples/rotterdam opgave-ouderen --chart chain.svg
        """))

  @OptionGroup var options: ProjectOptions

  @Argument(
    help: ArgumentHelp(
      say(nl: "De id van een opgave, of van iets anders.", en: "The id of an opgave, or of anything else."),
      valueName: "opgave"))
  var start: String?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Teken de keten ook, naar een bestand dat eindigt op .svg, .pdf, .png of .dot.",
        en: "Draw the chain too, to a file ending in .svg, .pdf, .png or .dot."), valueName: "file"))
  var chart: String?

  @OptionGroup var result: ResultOptions<ChainReport>

  func run() throws {
    let preparation = chart.map { _ in preparedDrawing() }
    defer { preparation?.wait() }
    let opened = try options.open(relations: Workspace.chainRelations)
    let (workspace, console) = (opened.workspace, opened.console)
    let report = try opened.result(workspace.chains(from: start, on: opened.day))
    var outputs = [try result.output(of: report, console)]
    if let chart {
      let picture = workspace.chart(of: report, on: opened.day, language: console.language)
      outputs.insert(try drawing(of: picture, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
  }
}
