// gremium render

import ArgumentParser
import GovernanceDiagrams
import Graphviz
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
    let (workspace, console, day) = try options.open()
    guard var chosen = workspace.view(view) else {
      console.show(.unknownView(view, known: workspace.viewNames))
      throw Exit.unusableInput
    }
    if !focus.isEmpty { chosen.focus = focus }
    if let depth { chosen.depth = depth }
    let unknown = chosen.focus.filter { workspace.model.entity($0) == nil }
    guard unknown.isEmpty else {
      let known = workspace.model.entities.map(\.id)
      for id in unknown { console.show(.unknownId(id, known: known)) }
      throw Exit.unusableInput
    }
    let (report, faults) = findings ? workspace.check(on: day) : (nil, [])
    console.show(faults, texts: workspace.texts)
    if findings, report == nil { throw Exit.unusableInput }
    let diagram = workspace.diagram(as: chosen, on: day, language: console.language, marking: report)
    try console.write([try drawing(of: diagram, to: output, console: console)])
  }
}

/// The names of the vocabulary's views, where somebody asks for help: otherwise nobody waits for the vocabulary here.
private let builtInViews: String = {
  let asksForHelp = CommandLine.arguments.contains { $0.hasSuffix("help") || $0 == "-h" }
  return asksForHelp ? shippedViewNames().joined(separator: ", ") : "organogram"
}()

/// A diagram for a file whose name tells the format; without one, as DOT for standard output.
///
/// - Throws: exit status 2 where the format is unknown or the picture fails.
func drawing(of diagram: Diagram, to path: String?, console: Console) throws -> Output {
  guard let path, path != "-" else { return Output(diagram.dot, to: nil) }
  return try drawing(to: path, console: console) { format in try picture(of: diagram, as: format) }
}

/// A picture for a file whose name tells the format.
///
/// - Throws: exit status 2 where the format is unknown or the picture fails.
func drawing(
  to path: String, console: Console, _ draw: (Graphviz.Format) throws -> [UInt8]
) throws -> Output {
  let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
  guard let format = Graphviz.Format(rawValue: ending), path.contains(".") else {
    console.show(.unknownPictureFormat(path))
    throw Exit.unusableInput
  }
  do {
    return Output(try draw(format), to: path)
  } catch {
    console.show(.pictureFailed("\(error)"))
    throw Exit.unusableInput
  }
}
