// Writes what a program outputs.

import Datalog
import SourceDiagnostics
import TupleStore

/// One result of a program: bytes for a file, or for standard output.
package struct ProgramOutput: Sendable {
  /// Nil for standard output.
  package let path: String?
  /// What is to be written there.
  package let bytes: [UInt8]
}

/// Where results go.
package enum OutputPlace: Sendable {
  case folder(String)
  case standardOutput
}

/// What is wrong with the program's `.output` and `.printsize` directives, and the files that they will write.
package func outputs(of program: Program, to place: OutputPlace) -> (paths: [String], diagnostics: [Diagnostic]) {
  let all = parameters(of: program)
  return (all.compactMap { path(of: $0, place) }, all.flatMap(\.faults).inReadingOrder)
}

/// The relations that the program outputs or counts; nil, for all, if there are none.
package func goals(of program: Program) -> [String]? {
  let names = program.directives.filter { $0.kind == .output || $0.kind == .printsize }.map(\.relation)
  return names.isEmpty ? nil : names
}

/// The results that the program's `.output` and `.printsize` directives ask for, in their order; tuples are sorted by
/// their columns from left to right, symbols by their bytes.
///
/// - Complexity: O(n log n) for n distinct values, O(bytes).
package func written(_ evaluation: Evaluation, of program: Program, to place: OutputPlace) -> [ProgramOutput] {
  parameters(of: program).map { parameters in
    let path = path(of: parameters, place)
    if parameters.medium == .size {
      let line = "\(parameters.declaration.name)\t\(evaluation.count(of: parameters.declaration.name))\n"
      return ProgramOutput(path: nil, bytes: Array(line.utf8))
    }
    // Where all goes to standard output, every table has its header.
    let hasHeader = if case .standardOutput = place { true } else { parameters.hasHeader }
    return ProgramOutput(
      path: path, bytes: table(evaluation, parameters, hasHeader: hasHeader, isFramed: path == nil))
  }
}

private func parameters(of program: Program) -> [FileParameters] {
  program.directives.compactMap { directive in
    guard directive.kind != .input, let declaration = program.declaration(of: directive.relation) else { return nil }
    return FileParameters(directive, declaration)
  }
}

private func path(of parameters: FileParameters, _ place: OutputPlace) -> String? {
  guard parameters.medium == .file, case .folder(let folder) = place else { return nil }
  return parameters.path(in: folder)
}

/// - Parameters:
///   - hasHeader: whether the names of the columns stand above.
///   - isFramed: whether the relation is named above and a line is drawn below, as Soufflé does on standard output.
private func table(
  _ evaluation: Evaluation, _ parameters: FileParameters, hasHeader: Bool, isFramed: Bool
) -> [UInt8] {
  let declaration = parameters.declaration
  let delimiter = Array(parameters.delimiter.utf8)
  let header = declaration.columns.map(\.name).joined(separator: parameters.delimiter)
  var output: [UInt8] = []
  if isFramed {
    output += "---------------\n\(declaration.name)\n".utf8
    if hasHeader { output += "\(header)\n".utf8 }
    output += "===============\n".utf8
  } else if hasHeader {
    output += "\(header)\n".utf8
  }
  if declaration.columns.isEmpty {
    if evaluation.count(of: declaration.name) > 0 { output += "()\n".utf8 }
  } else {
    evaluation.forEachCell(of: declaration.name) { column, cell in
      if column > 0 { output += delimiter }
      if parameters.isQuoted, declaration.columns[column].kind == .symbol {
        output.append(UInt8(ascii: "\""))
        for byte in cell {
          if byte == UInt8(ascii: "\"") { output.append(byte) }
          output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
      } else {
        output.append(contentsOf: cell)
      }
      if column == declaration.columns.count - 1 { output.append(UInt8(ascii: "\n")) }
    }
  }
  if isFramed { output += "===============\n".utf8 }
  return output
}
