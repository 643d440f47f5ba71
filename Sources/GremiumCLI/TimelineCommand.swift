// gremium timeline

import ArgumentParser
import GovernanceReports
import GremiumKit
import SourceDiagnostics

struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: say(
      nl: "Toont op welke dagen bevindingen beginnen en eindigen.",
      en: "Shows on which days findings start and end."),
    discussion: say(
      nl: """
        De dagen zijn die waarop volgens het project of de wet iets begint, eindigt of af moet zijn. Met --format ics \
        komen termijnen en aflopende mandaten in een agenda; met --chart krijgt elke bevinding een balk.

          gremium timeline examples/waardenland
          gremium timeline examples/waardenland --from 2025-01-01 --until 2027-12-31 --chart tijd.svg
        """,
      en: """
        The days are those on which, by the project or the law, something starts, ends or is due. With --format ics \
        deadlines and lapsing mandates go into a calendar; with --chart every finding gets a bar.

          gremium timeline examples/waardenland
          gremium timeline examples/waardenland --from 2025-01-01 --until 2027-12-31 --chart time.svg
        """))

  @OptionGroup var options: ProjectOptions

  @Option(
    help: ArgumentHelp(
      say(nl: "De eerste dag. Zonder: voor alles begint.", en: "The first day. Without: before anything starts."),
      valueName: "date"), transform: day(argument:))
  var from: Day?

  @Option(
    help: ArgumentHelp(
      say(nl: "De laatste dag. Zonder: na alles.", en: "The last day. Without: after everything."), valueName: "date"),
    transform: day(argument:))
  var until: Day?

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Teken het ook, naar een bestand dat eindigt op .svg, .pdf, .png of .dot.",
        en: "Draw it too, to a file ending in .svg, .pdf, .png or .dot."), valueName: "file"))
  var chart: String?

  @OptionGroup var result: ResultOptions<TimelineReport>

  func validate() throws {
    if let from, let until, until < from {
      throw ValidationError(say(nl: "--until ligt voor --from", en: "--until is before --from"))
    }
  }

  func run() throws {
    let preparation = chart.map { _ in preparedDrawing() }
    defer { preparation?.wait() }
    let opened = try options.open()
    let (workspace, console) = (opened.workspace, opened.console)
    let report = try opened.result(
      console.watching(Messages.daysLookedAt) { workspace.timeline(from: from, through: until, progress: $0) })
    var outputs = [try result.output(of: report, console)]
    if let chart {
      let picture = workspace.chart(of: report, language: console.language)
      outputs.insert(try drawing(of: picture, to: chart, console: console), at: 0)
    }
    try console.write(outputs)
  }
}
