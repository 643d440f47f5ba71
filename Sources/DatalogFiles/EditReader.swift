// Reads edits: changes of the facts that are to be tried one after the other.

import Datalog
import SourceDiagnostics

/// Reads a file of edits: a fact a line, `+` or `-`, its relation and its values, with tabs between them. An empty line
/// ends an edit.
///
/// - Returns: the edits in their order, and all that is wrong with the file.
/// - Complexity: O(bytes).
package func readEdits(of program: Program, at path: String) -> (edits: [Delta], diagnostics: [Diagnostic]) {
  let content: [UInt8]
  do throws(SystemError) { content = try OpenFile(at: path).allBytes() } catch {
    return ([], [FileFault.unreadable(error.reason).diagnostic(at: path)])
  }
  var (edits, edit): ([Delta], Delta) = ([], Delta())
  var diagnostics: [Diagnostic] = []
  for (number, line) in content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    if line.isEmpty {
      if !edit.isEmpty { edits.append(edit) }
      edit = Delta()
      continue
    }
    do throws(EditFault) {
      try add(line, of: program, to: &edit)
    } catch {
      diagnostics.append(error.fault.diagnostic(at: path, line: number + 1))
    }
  }
  if !edit.isEmpty { edits.append(edit) }
  return (edits, diagnostics)
}

private struct EditFault: Error {
  let fault: FileFault
}

private func add(_ line: ArraySlice<UInt8>, of program: Program, to edit: inout Delta) throws(EditFault) {
  let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  guard cells.count > 1, cells[0] == "+" || cells[0] == "-" else { throw EditFault(fault: .noEdit) }
  guard let declaration = program.declaration(of: cells[1]) else {
    let names = program.declarations.map(\.name)
    throw EditFault(fault: .unknownRelation(cells[1], suggestion(for: cells[1], among: names)))
  }
  let texts = cells.dropFirst(2)
  guard texts.count == declaration.columns.count else {
    throw EditFault(
      fault: .cells(relation: declaration.name, wanted: declaration.columns.count, found: texts.count))
  }
  var values: [Value] = []
  for (text, column) in zip(texts, declaration.columns) {
    guard let value = value(text, column.kind) else {
      throw EditFault(fault: .noNumber(column: column.name, text: text))
    }
    values.append(value)
  }
  if cells[0] == "+" { edit.insert(declaration.name, values) } else { edit.delete(declaration.name, values) }
}

private func value(_ text: String, _ kind: ValueKind) -> Value? {
  switch kind {
  case .symbol: .symbol(text)
  case .number: Int64(text).map(Value.number)
  case .unsigned: UInt64(text).map(Value.unsigned)
  case .float: Double(text).flatMap { $0.isFinite ? .float($0) : nil }
  }
}

/// What an update changes in some relations, in the form in which edits are written: what went before what came, in the
/// order in which relations are declared.
///
/// - Complexity: O(n log n) for n tuples.
package func text(of change: EvaluationChange, in relations: [String]) -> String {
  func lines(_ sign: String, _ relation: String, _ tuples: [[Value]]) -> [String] {
    tuples.map { ([sign, relation] + $0.map(\.fileText)).joined(separator: "\t") + "\n" }
  }
  let shown = Set(relations)
  return change.relations.filter(shown.contains).flatMap { relation in
    lines("-", relation, change.removed(from: relation)) + lines("+", relation, change.added(to: relation))
  }.joined()
}

extension Value {
  /// The value as fact files write it.
  fileprivate var fileText: String {
    switch self {
    case .symbol(let text): text
    case .unsigned(let number): String(number)
    case .number, .float: description
    }
  }
}
