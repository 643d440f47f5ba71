// Model files as delimited tables (CSV), as spreadsheets write them.

import SourceDiagnostics
import WorkControl

/// Delimited tables: one a file, whose name says what its rows are.
///
/// - Source: RFC 4180, with `;` as in a Dutch spreadsheet.
struct TableFormat: ModelFormat {
  let endings = [".csv"]
  let writing: ModelFileWriting? = .cells

  func content(of text: SourceText, cancellation: Cancellation?) -> ModelContent {
    var scanner = TableScanner(text: text)
    let records = scanner.records(cancellation: cancellation)
    let (name, ending) = Self.name(of: text.path)
    var columns = records.first ?? []
    var diagnostics = scanner.diagnostics
    if columns.allSatisfy(\.text.isEmpty) {
      columns = []
      diagnostics.append(Fault.emptyTable.diagnostic(at: SourcePlace(path: text.path)))
    }
    let table = ModelTable(
      name: name, ending: ending, place: SourcePlace(path: text.path), columns: columns,
      rows: columns.isEmpty ? [] : Array(records.dropFirst()), diagnostics: diagnostics)
    return ModelContent(shape: .tables([table]), diagnostics: [])
  }

  /// The name of the table in a file, and the ending of the file's name.
  static func name(of path: String) -> (name: String, ending: String) {
    let name = fileName(of: path)
    let ending = name.suffix(TableFormat().ending(of: name)?.count ?? 0)
    return (String(name.dropLast(ending.count)), String(ending))
  }
}
