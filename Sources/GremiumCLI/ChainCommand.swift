// gremium chain

import ArgumentParser
import GovernanceAnalysis
import GovernanceModel
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
    let (workspace, console, day) = try options.open(relations: ProjectExplainer.chainRelations)
    let model = workspace.model
    if let start, model.entity(start) == nil {
      console.show(.unknownId(start, known: model.entities.map(\.id)))
      throw Exit.unusableInput
    }
    let (made, _, faults) = workspace.explainer(on: day, relations: ProjectExplainer.chainRelations)
    console.show(faults, texts: workspace.texts)
    guard var explainer = made else { throw Exit.unusableInput }
    let starts = start.map { [$0] } ?? explainer.opgavenToAnswerFor(in: model)
    let chains = explainer.chains(from: starts, model: model)
    let report = ChainReport(chains, model: model, detail: start == nil ? .shortest : .full)
    var outputs = [try result.output(of: report, console)]
    if let chart {
      let diagram = workspace.chainDiagram(of: chains, on: day, language: console.language)
      outputs.insert(try drawing(of: diagram, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
  }
}
