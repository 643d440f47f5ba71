// gremium render

import ArgumentParser
import GremiumKit
import SourceDiagnostics

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: say(nl: "Tekent een project.", en: "Draws a project."),
    discussion: say(
      nl: """
        Het soort tekening volgt uit de naam van het bestand: .svg, .pdf, .png of .dot. Wat niet zeker is, is \
        gestreept; wat gepland is, heeft een eigen rand; een merkteken wijst op een bevinding.
        """,
      en: """
        The kind of picture follows from the file's name: .svg, .pdf, .png or .dot. What is not certain is dashed; \
        what is planned has a border of its own; a mark points at a finding.
        """))

  @OptionGroup var options: ProjectOptions

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Wat er te zien is: \(builtInViews), of een weergave uit views/ van het project.",
        en: "What is shown: \(builtInViews), or a view from the project's views/."), valueName: "name"))
  var view = "organogram"

  @Option(
    help: ArgumentHelp(
      say(
        nl: "Toon alleen dit en wat ermee samenhangt; mag vaker.",
        en: "Show only this and what is related to it; may be repeated."), valueName: "id"))
  var focus: [String] = []

  @Option(
    help: ArgumentHelp(
      say(nl: "Hoeveel stappen vanaf --focus.", en: "How many steps from --focus."), valueName: "steps"))
  var depth: Int?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(say(nl: "Merk wat een bevinding heeft.", en: "Mark what has a finding.")))
  var findings = true

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(
        nl: "Het bestand: .svg, .pdf, .png of .dot. Zonder: DOT op het scherm.",
        en: "The file: .svg, .pdf, .png or .dot. Without: DOT on standard output."), valueName: "file"))
  var output: String?

  func validate() throws {
    if let depth, depth < 0 {
      throw ValidationError(say(nl: "--depth is 0 of meer", en: "--depth is 0 or more"))
    }
    if depth != nil, focus.isEmpty {
      throw ValidationError(
        say(
          nl: "--depth telt stappen vanaf --focus; noem er een, zoals --focus stuurgroep",
          en: "--depth counts steps from --focus; name one, as in --focus stuurgroep"))
    }
  }

  func run() throws {
    let preparation = output.map { _ in preparedDrawing() }
    defer { preparation?.wait() }
    let opened = try options.open()
    let report = findings ? try opened.result(opened.workspace.check(on: opened.day)) : nil
    let chart = try opened.result(
      opened.workspace.chart(
        as: view, focus: focus, depth: depth, marking: report, on: opened.day, language: opened.console.language))
    try opened.console.write([try drawing(of: chart, to: output, console: opened.console)])
  }
}

/// The names of the vocabulary's views, where somebody asks for help: otherwise nobody waits for the vocabulary here.
private let builtInViews: String = {
  let asksForHelp = CommandLine.arguments.contains { $0.hasSuffix("help") || $0 == "-h" }
  return asksForHelp ? shippedViewNames().joined(separator: ", ") : "organogram"
}()
