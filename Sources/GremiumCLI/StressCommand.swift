// gremium stress

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct StressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stress",
    abstract: say(
      nl: "Zegt wat er breekt als iets of iemand uitvalt.", en: "Says what breaks when something or somebody drops out."
    ),
    discussion: say(
      nl: """
        Van elke partij, elk gremium, elke functie en elke persoon wordt geprobeerd wat er breekt als die uitvalt: het \
        zwaarste eerst, met de bevindingen die erbij komen. Met --pairs ook wat pas breekt als er twee uitvallen; met \
        --chart een tekening waarin groter is waar meer aan hangt.

          gremium stress examples/rotterdam
          gremium stress examples/rotterdam --only partij --only gremium --pairs --chart uitval.svg
        """,
      en: """
        Of each party, body, post and person is tried what breaks when it drops out: the heaviest first, with the \
        findings that it brings. With --pairs also what breaks only when two drop out; with --chart a picture in which \
        what more hangs on is larger.

          gremium stress examples/rotterdam
          gremium stress examples/rotterdam --only party --only body --pairs --chart stress.svg
        """))

  @OptionGroup var options: ProjectOptions

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Probeer alleen dit: partij, gremium, functie of persoon; ook party, body, post, person. Mag vaker.",
        en: "Try only this: party, body, post or person; also the words of the project. May be repeated."),
      valueName: say(nl: "partij|gremium|functie|persoon", en: "party|body|post|person")))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      say(nl: "Hoeveel er worden getoond, de zwaarste eerst.", en: "How many are shown, the heaviest first."),
      valueName: "count"))
  var top = 10

  @Flag(
    help: ArgumentHelp(
      say(
        nl: "Probeer ook elk tweetal van de zwaarste: wat pas breekt als beide uitvallen.",
        en: "Try every pair of the heaviest too: what breaks only when both drop out.")))
  var pairs = false

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Van hoeveel van de zwaarste --pairs elk tweetal probeert; zonder: \(Self.pairsAmong).",
        en: "Of how many of the heaviest --pairs tries every pair; without: \(Self.pairsAmong)."), valueName: "count"))
  var among: Int?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Teken de zwaarste ook, naar een bestand dat eindigt op .svg, .pdf, .png of .dot.",
        en: "Draw the heaviest too, to a file ending in .svg, .pdf, .png or .dot."), valueName: "file"))
  var chart: String?

  @OptionGroup var result: ResultOptions<StressReport>

  private static let pairsAmong = 30

  func validate() throws {
    if top < 1 { throw ValidationError(say(nl: "--top is 1 of meer", en: "--top is 1 or more")) }
    guard let among else { return }
    if !pairs { throw ValidationError(say(nl: "--among hoort bij --pairs", en: "--among belongs with --pairs")) }
    if among < 2 || among > 1000 {
      throw ValidationError(say(nl: "--among is 2 tot en met 1000", en: "--among is from 2 up to 1000"))
    }
  }

  func run() throws {
    let preparation = chart.map { _ in preparedDrawing() }
    defer { preparation?.wait() }
    let opened = try options.open()
    let (workspace, console) = (opened.workspace, opened.console)
    let kinds = try opened.result(workspace.droppables(named: only))
    let report = try opened.result(
      console.watching(Messages.triedWhatBreaks) { progress in
        workspace.stress(
          on: opened.day, of: kinds, top: top, pairsAmong: pairs ? among ?? Self.pairsAmong : nil, progress: progress)
      })
    var outputs = [try result.output(of: report, console)]
    if let chart {
      let picture = workspace.chart(of: report, language: console.language)
      outputs.insert(try drawing(of: picture, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
  }
}
