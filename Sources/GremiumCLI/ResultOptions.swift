// What the commands share that show a result in one of several formats.

import ArgumentParser
import GovernanceReports

/// The formats in which a result can be shown, of which text is what people get that do not choose.
protocol ResultForm: ExpressibleByArgument, RawRepresentable<String>, CaseIterable, Sendable {
  static var text: Self { get }
}

extension AnswerFormat: ResultForm {}
extension ExplanationFormat: ResultForm {}
extension ReportFormat: ResultForm {}
extension ResultFormat: ResultForm {}
extension TimelineFormat: ResultForm {}

struct ResultOptions<Format: ResultForm>: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        nl: "Hoe het wordt getoond: \(Self.names(before: "of")).", en: "How it is shown: \(Self.names(before: "or"))."),
      valueName: Format.allCases.map(\.rawValue).joined(separator: "|")))
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      say(nl: "Schrijf het resultaat in dit bestand.", en: "Write the result to this file."), valueName: "file"))
  var output: String?

  /// The names of the formats, as a sentence lists them.
  private static func names(before word: String) -> String {
    let names = Format.allCases.map(\.rawValue)
    return "\(names.dropLast().joined(separator: ", ")) \(word) \(names.last ?? "")"
  }
}
