// What a program says of the files of a relation.
//
// - Source: <https://souffle-lang.github.io/io>

import Datalog
import SourceDiagnostics
import TupleStore

/// The parameters of one `.input`, `.output` or `.printsize`.
struct FileParameters {
  enum Medium: Sendable { case file, standardStream, size }

  let declaration: RelationDeclaration
  let place: SourcePlace
  private(set) var medium: Medium
  /// Absolute, or within the folder that the command names.
  private(set) var fileName: String
  private(set) var delimiter: String
  private(set) var hasHeader = false
  private(set) var isQuoted = false
  /// What the program asks that is not done.
  private(set) var faults: [Diagnostic] = []

  init(_ directive: RelationDirective, _ declaration: RelationDeclaration) {
    self.declaration = declaration
    place = directive.place
    medium = directive.kind == .printsize ? .size : .file
    var name = directive.relation
    var file: String?
    var separator: String?
    for parameter in directive.parameters {
      switch (parameter.name, parameter.value) {
      case ("IO", "file"): medium = .file
      case ("IO", "stdin"), ("IO", "stdout"): medium = .standardStream
      case ("IO", "stdoutprintsize"): medium = .size
      case ("name", let value): name = value
      case ("filename", let value): file = value
      case ("delimiter", let value) where !value.isEmpty: separator = value
      case ("headers", "true"), ("headers", "false"): hasHeader = parameter.value == "true"
      case ("rfc4180", "true"), ("rfc4180", "false"): isQuoted = parameter.value == "true"
      default:
        faults.append(
          FileFault.unsupported(parameter: parameter.name, value: parameter.value).diagnostic(at: directive.place))
      }
    }
    fileName = file ?? "\(name).\(directive.kind == .input ? "facts" : "csv")"
    delimiter = separator ?? (isQuoted ? "," : "\t")
  }

  var format: TableFormat {
    TableFormat(
      kinds: declaration.columns.map { column in
        switch column.kind {
        case .symbol: .text
        case .number: .number
        case .unsigned: .unsigned
        case .float: .float
        }
      }, delimiter: Array(delimiter.utf8), isQuoted: isQuoted)
  }

  func path(in folder: String) -> String {
    if fileName.hasPrefix("/") || folder.isEmpty { return fileName }
    return folder.hasSuffix("/") ? folder + fileName : "\(folder)/\(fileName)"
  }
}
