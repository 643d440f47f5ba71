// What the commands share that show a report in one of several formats.

import ArgumentParser
import GovernanceReports
import SourceDiagnostics

/// One of the formats in which a kind of report is shown.
struct FormatChoice<Shown: Report>: ExpressibleByArgument {
  let format: OutputFormat

  init?(argument: String) {
    guard let format = OutputFormat(rawValue: argument), Shown.formats.contains(format) else { return nil }
    self.format = format
  }

  private init(_ format: OutputFormat) { self.format = format }

  static var standard: Self { Self(Shown.formats.first ?? .text) }
  static var allValueStrings: [String] { Shown.formats.map(\.rawValue) }
  var defaultValueDescription: String { format.rawValue }
}

struct ResultOptions<Shown: Report>: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      say(
        nl: "Hoe het wordt getoond: \(Self.names(before: "of")).", en: "How it is shown: \(Self.names(before: "or"))."),
      valueName: FormatChoice<Shown>.allValueStrings.joined(separator: "|")))
  var choice = FormatChoice<Shown>.standard

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(nl: "Schrijf het resultaat in dit bestand.", en: "Write the result to this file."), valueName: "file"))
  var output: String?

  /// The report in the chosen format, to where it was asked for; in colours on a terminal only.
  func output(of report: Shown, _ console: Console) throws -> Output {
    let style: TextStyle = output == nil ? console.style(of: .output) : .plain
    return Output(try report.text(as: choice.format, language: console.language, style: style), to: output)
  }

  /// The names of the formats, as a sentence lists them.
  private static func names(before word: String) -> String {
    let names = FormatChoice<Shown>.allValueStrings
    return "\(names.dropLast().joined(separator: ", ")) \(word) \(names.last ?? "")"
  }
}
