// Where generators put their facts: in files for the engines, or, in tests, in memory.

import Foundation

/// One column of a fact.
enum Cell: Hashable {
  /// A letter and a number, such as `b12`: a symbol for every engine, without quotes.
  case name(Unicode.Scalar, Int)
  /// A symbol of lower-case letters.
  case word(String)
  case number(Int)
}

/// What a generator writes to.
protocol FactSink {
  mutating func add(_ relation: String, _ cells: Cell...) throws
}

/// Facts in files: `facts/NAME.facts` with tabs (gremium, Soufflé, DuckDB) and all of them in `facts.lp`
/// (`name(a,b).`, which clingo and SWI-Prolog read fastest).
///
/// Holds at most a few megabytes however many facts there are.
struct FactFolder: FactSink {
  private var files: [String: BufferedFile]
  private var logicProgram: BufferedFile

  /// Every relation has a file, be it empty.
  init(at folder: URL, relations: [String]) throws {
    let facts = folder.appending(path: "facts")
    try FileManager.default.createDirectory(at: facts, withIntermediateDirectories: true)
    files = try Dictionary(
      uniqueKeysWithValues: relations.map { ($0, try BufferedFile(at: facts.appending(path: "\($0).facts"))) })
    logicProgram = try BufferedFile(at: folder.appending(path: "facts.lp"))
  }

  mutating func add(_ relation: String, _ cells: Cell...) throws {
    guard let file = files[relation] else {
      preconditionFailure("a generator wrote to `\(relation)`, which its workload does not list")
    }
    logicProgram.append(relation)
    for (column, cell) in cells.enumerated() {
      if column > 0 { file.append("\t") }
      logicProgram.append(column == 0 ? "(" : ",")
      file.append(cell)
      logicProgram.append(cell)
    }
    file.append("\n")
    logicProgram.append(").\n")
    try file.writeIfLarge()
    try logicProgram.writeIfLarge()
  }

  /// Writes what is still in memory.
  func finish() throws {
    for file in files.values { try file.finish() }
    try logicProgram.finish()
  }
}
