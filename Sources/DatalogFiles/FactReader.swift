// Reads the facts that a program asks for.
//
// The files, one after another, are cut into blocks of a fixed size; a block has the lines that start in it. Each thread
// takes a run of blocks and numbers what it meets for itself; then the numberings are joined in the order of the blocks.
// So the ids, and all that follows from them, are the same for any number of threads. Where cells are quoted they may
// hold line ends, and only a reader that began at the start knows where a line is: such a file is one block, read bit by bit.

import Datalog
import SourceDiagnostics
import TupleStore

/// Reads the files that the program's `.input` directives name, of relations that some output rests on.
///
/// - Parameters:
///   - folder: where file names are relative to.
///   - threads: how many cores may be used; no more are than there is work for.
///   - bytesPerThread: with less, another thread costs more than it saves (measured with two).
/// - Returns: the facts; nil if anything is wrong with any file, with all that is.
/// - Complexity: O(bytes).
package func readFacts(
  of program: Program, from folder: String, threads: Int, bytesPerThread: Int = 4 << 20
) -> (facts: FactSet?, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  var files: [FactFile] = []
  let needed = program.relations(neededFor: goals(of: program))
  for directive in program.directives where directive.kind == .input {
    if let needed, !needed.contains(directive.relation) { continue }
    guard let declaration = program.declaration(of: directive.relation) else { continue }
    let parameters = FileParameters(directive, declaration)
    diagnostics += parameters.faults
    guard parameters.faults.isEmpty else { continue }
    let path = parameters.medium == .file ? parameters.path(in: folder) : "stdin"
    do throws(SystemError) {
      let file = parameters.medium == .file ? try OpenFile(at: path) : try OpenFile(standardInput: ())
      files.append(FactFile(path: path, file: file, parameters: parameters))
    } catch {
      diagnostics.append(
        FileFault.unreadableFacts(relation: declaration.name, error.reason).diagnostic(at: SourcePlace(path: path)))
    }
  }
  // What a relation of one column says that there is comes first, so that ids of things of one sort lie close together.
  files = files.filter(\.isList) + files.filter { !$0.isList }
  let reading = FactReading(files, threads: max(1, threads), bytesPerThread: max(1, bytesPerThread))
  diagnostics += reading.diagnostics
  return (diagnostics.containErrors ? nil : reading.facts, diagnostics.inReadingOrder)
}

/// A file that is to be read.
private struct FactFile: Sendable {
  let path: String
  let file: OpenFile
  let parameters: FileParameters

  /// Whether it has one value a line.
  var isList: Bool { parameters.declaration.columns.count == 1 }
}

/// A part of a file: the lines that start in it.
private struct Block: Sendable {
  let file: Int
  let range: Range<Int>
}

private struct FactReading {
  private(set) var facts = FactSet()
  private(set) var diagnostics: [Diagnostic] = []

  /// Enough to forget the cost of a block, few enough for the second cache.
  private static let blockSize = 1 << 18

  /// What a thread has read.
  private struct Part: Sendable {
    var reader = TableReader()
    /// By file.
    var tables: [Int: TableColumns] = [:]
    var faults: [(file: Int, fault: TableFault)] = []
    var failures: [(file: Int, failure: SystemError)] = []
  }

  init(_ files: [FactFile], threads: Int, bytesPerThread: Int) {
    let blocks = files.enumerated().flatMap { number, file in
      let size = file.parameters.isQuoted ? max(file.file.size, 1) : FactReading.blockSize
      return stride(from: 0, to: file.file.size, by: size).map { start in
        Block(file: number, range: start..<min(start + size, file.file.size))
      }
    }
    let bytes = blocks.reduce(0) { $0 + $1.range.count }
    let count = max(1, min(threads, bytes / bytesPerThread))
    let parts = Parts([Part](repeating: Part(), count: count))
    concurrently(parts: count) { number in
      // Part by part the same number of bytes, as far as blocks allow.
      var start = 0
      var memory = BlockMemory()
      for block in blocks {
        if start * count / max(bytes, 1) == number {
          FactReading.read(block, files[block.file], &memory, into: &parts[number])
        }
        start += block.range.count
      }
    }
    join(parts, count, files)
  }

  private static func read(_ block: Block, _ file: FactFile, _ memory: inout BlockMemory, into part: inout Part) {
    var table = part.tables.removeValue(forKey: block.file) ?? TableColumns(arity: file.parameters.format.kinds.count)
    do throws(SystemError) {
      if file.parameters.isQuoted {
        try readQuoted(block, file, &memory, into: &part, &table)
      } else {
        let lines = try memory.lines(of: block.range, in: file.file, skipsFirstLine: file.parameters.hasHeader)
        _ = add(lines, of: memory, block, file, isEnd: true, to: &part, &table)
      }
    } catch {
      part.failures.append((block.file, error))
    }
    part.tables[block.file] = table
  }

  /// Reads a file of quoted cells, in parts that end where a row does.
  private static func readQuoted(
    _ block: Block, _ file: FactFile, _ memory: inout BlockMemory, into part: inout Part, _ table: inout TableColumns
  ) throws(SystemError) {
    var (start, size) = (block.range.lowerBound, FactReading.blockSize)
    var skipsLine = file.parameters.hasHeader
    while start < block.range.upperBound {
      let lines = try memory.bytes(of: start..<min(start + size, block.range.upperBound), in: file.file)
      let isEnd = start + lines.range.count >= block.range.upperBound || lines.range.count < size
      var length = 0
      if skipsLine {
        length = memory.lengthOfFirstLine(lines) ?? (isEnd ? lines.range.count : 0)
        // A file that has become shorter meanwhile may end before its first line does.
        if isEnd, length == lines.range.count { return }
        skipsLine = length == 0
      } else {
        length = add(lines, of: memory, block, file, isEnd: isEnd, to: &part, &table)
        if isEnd { return }
      }
      // A row that is longer than the memory needs more of it.
      if length == 0 { size *= 2 }
      start += length
    }
  }

  /// Adds the rows of lines; how many bytes they took.
  private static func add(
    _ lines: BlockMemory.Lines, of memory: borrowing BlockMemory, _ block: Block, _ file: FactFile, isEnd: Bool,
    to part: inout Part, _ table: inout TableColumns
  ) -> Int {
    let (faults, length) = memory.withLines(lines) {
      part.reader.read($0, file.parameters.format, isEnd: isEnd, into: &table)
    }
    part.faults += faults.map { fault in
      (block.file, TableFault(offset: fault.offset + lines.offset, reason: fault.reason))
    }
    return length
  }

  private mutating func join(_ parts: Parts<Part>, _ count: Int, _ files: [FactFile]) {
    for number in 0..<count {
      var part = parts[number]
      parts[number] = Part()
      diagnostics += part.failures.map { file, failure in
        FileFault.unreadableFacts(relation: files[file].parameters.declaration.name, failure.reason)
          .diagnostic(at: files[file].path)
      }
      let faults = Dictionary(grouping: part.faults, by: \.file)
      for (file, faults) in faults.sorted(by: { $0.key < $1.key }) {
        diagnostics += FactReading.diagnostics(faults.map(\.fault), files[file])
      }
      let translation = number == 0 ? nil : facts.join(&part.reader, threads: count)
      if number == 0 { facts.begin(with: part.reader) }
      part.reader = TableReader()
      for file in part.tables.keys.sorted() {
        guard let table = part.tables.removeValue(forKey: file) else { continue }
        facts.append(consume table, to: files[file].parameters.declaration, translation)
      }
    }
  }

  private static func diagnostics(_ faults: [TableFault], _ file: FactFile) -> [Diagnostic] {
    let shown = faults.prefix(TableReader.mostFaults)
    var lines = LineNumbers(file.file)
    var diagnostics = shown.map { fault in
      let declaration = file.parameters.declaration
      let text: FileFault =
        switch fault.reason {
        case .cells(let found):
          .cells(relation: declaration.name, wanted: declaration.columns.count, found: found)
        case .noNumber(let column, let text): .noNumber(column: declaration.columns[column].name, text: text)
        case .unclosedQuote: .unclosedQuote
        case .textAfterQuote: .textAfterQuote
        }
      return text.diagnostic(at: file.path, line: lines.line(at: fault.offset))
    }
    if faults.count >= TableReader.mostFaults {
      let last = diagnostics.last?.place?.line ?? 1
      diagnostics.append(FileFault.moreFaults.diagnostic(at: file.path, line: last + 1))
    }
    return diagnostics
  }
}

/// Memory for one block after another.
///
/// SAFETY: freed once, at the end or when a larger one takes its place. Each slice of it goes through its bounds check;
/// `read` has `slack` more bytes than it reads, so that every range of lines has them behind it.
private struct BlockMemory: ~Copyable {
  // SAFETY: this value alone owns the memory and frees it once; whatever is read from it lies within what `read` made room
  // for, slack included, and no reader keeps it longer than its closure runs.
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18 + 1 << 12, alignment: 16)

  /// Lines in the memory, and where in the file they start.
  struct Lines {
    let range: Range<Int>
    let offset: Int
  }

  deinit { memory.deallocate() }

  /// Reads the lines that start in a range of a file.
  mutating func lines(of range: Range<Int>, in file: OpenFile, skipsFirstLine: Bool) throws(SystemError) -> Lines {
    // A line starts in the range if the byte before its first is a line end.
    let start = max(range.lowerBound - 1, 0)
    var wanted = range.upperBound - start + 1 << 12
    while true {
      let count = try read(wanted, of: file, from: start)
      var first = 0
      if range.lowerBound > 0 || skipsFirstLine {
        first = memory[..<count].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? count
      }
      let end = range.upperBound - start
      guard first < end, end <= count else {
        return Lines(range: count >= first ? first..<first : 0..<0, offset: start + first)
      }
      // The last line may go on after the range.
      if memory[end - 1] == UInt8(ascii: "\n") { return Lines(range: first..<end, offset: start + first) }
      if let last = memory[end..<count].firstIndex(of: UInt8(ascii: "\n")) {
        return Lines(range: first..<(last + 1), offset: start + first)
      }
      if count < wanted { return Lines(range: first..<count, offset: start + first) }
      wanted *= 2
    }
  }

  /// Reads a range of a file, as far as there is so much.
  mutating func bytes(of range: Range<Int>, in file: OpenFile) throws(SystemError) -> Lines {
    Lines(range: 0..<(try read(range.count, of: file, from: range.lowerBound)), offset: range.lowerBound)
  }

  private mutating func read(_ wanted: Int, of file: OpenFile, from start: Int) throws(SystemError) -> Int {
    let room = wanted + TableReader.slack
    if memory.count < room {
      memory.deallocate()
      memory = .allocate(byteCount: room, alignment: 16)
    }
    return try file.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<wanted]), from: start)
  }

  /// How many bytes the first line has, with its end; nil if that is not among the lines.
  func lengthOfFirstLine(_ lines: Lines) -> Int? {
    memory[lines.range].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 - lines.range.lowerBound }
  }

  /// The lines with the slack that a reader needs behind them.
  func withLines<Result>(_ lines: Lines, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    body(
      UnsafeMutableRawBufferPointer(
        rebasing: memory[lines.range.lowerBound..<(lines.range.upperBound + TableReader.slack)]))
  }
}

/// Finds the line of a place in a file, counted from 1.
private struct LineNumbers {
  private let file: OpenFile
  private var position = 0
  private var line = 1

  init(_ file: OpenFile) { self.file = file }

  /// - Complexity: O(offset) for all places of a file together, if they come in ascending order.
  mutating func line(at offset: Int) -> Int {
    if offset < position { (position, line) = (0, 1) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while position < offset {
      let size = min(offset - position, chunk.count)
      // The file was read before; if it is gone now, the line is as far as it could be counted.
      // SAFETY: the array lends its memory for the call, and `size` is at most its count.
      let count = chunk.withUnsafeMutableBytes { memory in
        (try? file.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<size]), from: position)) ?? 0
      }
      if count == 0 { break }
      line += chunk[..<count].count { $0 == UInt8(ascii: "\n") }
      position += count
    }
    return line
  }
}
