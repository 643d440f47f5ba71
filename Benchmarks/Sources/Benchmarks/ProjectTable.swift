// The tables of a project: CSV, the form in which Gremium reads much of the same fastest.

import Foundation

/// A table with a header row, written as its rows come.
final class ProjectTable {
  private let columns: [String]
  private let file: BufferedFile

  /// - Parameter name: of the section, or of the section and a relation: `bodies`, `bodies.members`.
  init(_ name: String, columns: [String], in folder: URL) throws {
    self.columns = ["id"] + columns
    file = try BufferedFile(at: folder.appending(path: "\(name).csv"))
    file.append(self.columns.joined(separator: ";") + "\n")
  }

  /// Adds a row; cells without text stay empty.
  ///
  /// - Parameter cells: the text by its column; none has a separator, a quotation mark or a line break in it.
  func add(_ id: String, _ cells: [String: String?]) throws {
    file.append(id)
    var written = 0
    for column in columns.dropFirst() {
      file.append(";")
      guard let cell = cells[column] else { continue }
      written += 1
      if let cell { file.append(cell) }
    }
    precondition(written == cells.count, "a row has a cell in a column that its table does not have")
    file.append("\n")
    try file.writeIfLarge()
  }

  /// Writes what is still in memory.
  func finish() throws { try file.finish() }
}
