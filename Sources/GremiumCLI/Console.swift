// What the commands share: the user's language, results on standard output, everything else on standard error.

import ArgumentParser
import FoundationEssentials
import GremiumKit
import SourceDiagnostics

/// The language of the help, and of messages until a project says otherwise.
let systemLanguage: Language = {
  let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
  let values = names.compactMap { ProcessInfo.processInfo.environment[$0] }
  return values.first { !$0.isEmpty }?.hasPrefix("nl") == true ? .nl : .en
}()

/// A sentence of the help.
func say(nl: String, en: String) -> String { Wording(nl: nl, en: en)[systemLanguage] }

/// Exit statuses beside 0.
enum Exit {
  static let findings = ExitCode(1)
  static let unusableInput = ExitCode(2)
}

/// Where output goes.
struct Console {
  let language: Language
  let isQuiet: Bool
  let allowsColour: Bool
  /// How many faults of the input are shown.
  var mostFaults = LimitOptions.usualErrors
  /// Files that were read, which no result may replace.
  var inputs: [String] = []

  /// Colours only for a person: on a terminal, unless they are not wanted.
  func style(of stream: StandardStream) -> TextStyle {
    let isUnwanted = ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty == false
    return allowsColour && !isUnwanted && stream.isTerminal ? .coloured : .plain
  }

  func write(_ text: String, to path: String? = nil) throws { try write([Output(text, to: path)]) }

  /// Results, on standard output or in files: all of them, or none where one of the places cannot be written.
  ///
  /// - Throws: exit status 2.
  func write(_ outputs: [Output]) throws {
    try check(outputs)
    for output in outputs {
      guard let path = output.path else {
        do throws(SystemError) { try StandardStream.output.write(output.bytes) } catch { throw Exit.unusableInput }
        continue
      }
      do {
        try output.writeFile()
      } catch {
        show(.unwritable(Output.reason(of: error)), at: SourcePlace(path: path))
        throw Exit.unusableInput
      }
    }
  }

  /// Says why results cannot be written, as far as that can be seen without writing.
  ///
  /// - Throws: exit status 2.
  func check(_ outputs: [Output]) throws {
    let faults = outputs.indices.compactMap { index in
      outputs[index].fault ?? outputs[index].collision(with: inputs, earlier: outputs[..<index].compactMap(\.path))
    }
    guard faults.isEmpty else {
      show(faults)
      throw Exit.unusableInput
    }
  }

  /// Files for a folder, which is made where it is missing.
  ///
  /// - Parameter files: with paths within the folder.
  /// - Throws: exit status 2.
  func write(_ files: [(path: String, bytes: [UInt8])], toFolder folder: String) throws {
    let outputs = files.map { Output($0.bytes, to: folder.hasSuffix("/") ? folder + $0.path : "\(folder)/\($0.path)") }
    if let fault = Output.folderFault(folder) {
      show([fault])
      throw Exit.unusableInput
    }
    do {
      for folder in Set(outputs.map(\.folder)) {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
    } catch {
      show(.unwritable(Output.reason(of: error)), at: SourcePlace(path: folder))
      throw Exit.unusableInput
    }
    try write(outputs)
  }

  /// Why a command cannot do what it was asked, on standard error.
  func show(_ fault: CommandFault, at place: SourcePlace? = nil) { show([fault.diagnostic(at: place)]) }

  /// The same, where it is more than one thing.
  func show(_ faults: [CommandFault]) { show(faults.map { $0.diagnostic() }) }

  private func show(_ faults: [Diagnostic]) {
    tell(DiagnosticRenderer(language: language, style: style(of: .error), texts: []).render(faults))
  }

  /// Which files were brought up to date or made, on standard error.
  func show(written changes: [FileChange]) {
    guard !isQuiet else { return }
    tell(
      changes.map { "\(($0.before == nil ? Messages.made : Messages.updated)[language]): \($0.path)\n" }.joined())
  }

  /// Faults of the input, on standard error, with a line that counts them; where there are too many, the gravest.
  func show(_ diagnostics: [Diagnostic], texts: [SourceText]) {
    let shown = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
    guard !shown.isEmpty else { return }
    let renderer = DiagnosticRenderer(language: language, style: style(of: .error), texts: texts)
    let told = shown.gravest(mostFaults)
    var output = renderer.render(told)
    // What has no place is wrong with the question, not with the input.
    let errors = diagnostics.count { $0.severity == .error && $0.place != nil }
    if errors > 0 { output += "\n\(Messages.inputErrors(errors)[language])\n" }
    if told.count < shown.count {
      let line = Messages.notShown(shown.count - told.count, of: shown.count)
      output += "\(errors > 0 ? "" : "\n")\(line[language])\n"
    }
    tell(output)
  }

  /// On standard error.
  func tell(_ text: String) {
    // Where even standard error is closed there is nobody left to tell.
    try? StandardStream.error.write(Array(text.utf8))
  }
}
