// Lines of delimited text as columns of ids, without a string for any cell.

/// What the cells of a column are.
package enum CellKind: Sendable, Hashable {
  case text, number, unsigned, float
}

/// How a table is written.
package struct TableFormat: Sendable {
  /// What the cells of each column are.
  package var kinds: [CellKind]
  /// What stands between cells; not empty.
  package var delimiter: [UInt8]
  /// Whether cells may be quoted, as RFC 4180 has it: a quoted cell may hold delimiters and line ends, and `""` is a
  /// quote in it.
  package var isQuoted: Bool

  /// A format, column by column.
  package init(kinds: [CellKind], delimiter: [UInt8], isQuoted: Bool) {
    precondition(!delimiter.isEmpty, "a delimiter has at least one byte")
    self.kinds = kinds
    self.delimiter = delimiter
    self.isQuoted = isQuoted
  }
}

/// A line that is not a row of the table.
package struct TableFault: Sendable {
  /// A reason: what is wrong with the line.
  package enum Reason: Sendable {
    case cells(found: Int)
    case noNumber(column: Int, text: String)
    case unclosedQuote
    case textAfterQuote
  }

  /// Where the line starts, counted from the first byte that was read.
  package let offset: Int
  /// What is wrong with it.
  package let reason: Reason

  /// A fault of the line that starts there.
  package init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

/// Rows as columns of ids.
package struct TableColumns: Sendable {
  /// One buffer for each column, with `count` ids each.
  package var columns: [Buffer<UInt32>]
  /// How many rows there are.
  package var count = 0

  /// Columns without rows.
  package init(arity: Int) { columns = (0..<arity).map { _ in Buffer() } }
}

/// Reads tables, and numbers their texts and words.
package struct TableReader: Sendable {
  /// What the ids of text cells mean.
  package var texts = TextInterner()
  /// What the ids of all other cells mean.
  package var words = WordInterner()
  /// How many faults of one text are kept; a thousand would hide those of others.
  package static let mostFaults = 10
  /// How many bytes must be readable after the text.
  package static let slack = 8
  private static let batch = 256

  /// A reader that has numbered nothing yet.
  package init() {}

  /// Adds the rows of a text to a table.
  ///
  /// - Parameters:
  ///   - memory: the text, with `slack` more bytes behind it. Quoted cells are taken apart in place.
  ///   - isEnd: whether the text ends there. If not, what follows its last whole row is left; only quoted cells need that,
  ///     for with others anybody sees where a row ends.
  /// - Returns: what is wrong with rows, and how many bytes the rows took.
  /// - Complexity: O(bytes).
  package mutating func read(
    _ memory: UnsafeMutableRawBufferPointer, _ format: TableFormat, isEnd: Bool = true, into table: inout TableColumns
  ) -> (faults: [TableFault], length: Int) {
    precondition(isEnd || format.isQuoted, "a text that ends within a row")
    let length = memory.count - TableReader.slack
    guard length > 0, let start = memory.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return ([], 0) }
    var faults: [TableFault] = []
    var lines = LineSplitter(start, length: length, isEnd: isEnd, format, batch: TableReader.batch)
    while true {
      let hasMore = format.isQuoted ? lines.splitQuoted(&faults) : lines.split(&faults)
      add(lines, format, to: &table, &faults)
      if hasMore { continue }
      let first = faults.sorted { $0.offset < $1.offset }.prefix(TableReader.mostFaults)
      return (Array(first), lines.position)
    }
  }

  private mutating func add(
    _ lines: borrowing LineSplitter, _ format: TableFormat, to table: inout TableColumns, _ faults: inout [TableFault]
  ) {
    let count = lines.count
    guard count > 0 else { return }
    for (column, kind) in format.kinds.enumerated() {
      let (starts, lengths) = lines.cells(of: column)
      let target = table.columns[column].reserve(count)
      if kind == .text {
        texts.ids(starts: starts, lengths: lengths, count: count, into: target)
      } else {
        for position in 0..<count {
          let cell = UnsafeBufferPointer(start: starts[position], count: lengths[position])
          if let word = word(of: cell, kind) {
            target[position] = words.id(of: word)
          } else if faults.count < TableReader.mostFaults {
            let text = String(decoding: cell, as: UTF8.self)
            faults.append(TableFault(offset: lines.offset(of: position), reason: .noNumber(column: column, text: text)))
          }
        }
      }
      table.columns[column].commit(count)
    }
    table.count += count
  }
}

/// The cells of a few hundred lines at a time.
///
/// SAFETY: it reads no further than `length` bytes and eight more, and writes, for quoted cells, where it has read.
private struct LineSplitter: ~Copyable {
  private let start: UnsafeMutablePointer<UInt8>
  private let length: Int
  /// Whether the last line may end without a line end; it may where cells are not quoted.
  private let isEnd: Bool
  private let delimiter: [UInt8]
  private let arity: Int
  private let batch: Int
  private let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private let lengths: UnsafeMutablePointer<Int>
  private let lineOffsets: UnsafeMutablePointer<Int>
  /// What was read.
  private(set) var position = 0
  /// How many lines there are now.
  private(set) var count = 0

  init(_ start: UnsafeMutablePointer<UInt8>, length: Int, isEnd: Bool, _ format: TableFormat, batch: Int) {
    self.start = start
    self.length = length
    self.isEnd = isEnd
    delimiter = format.delimiter
    arity = format.kinds.count
    self.batch = batch
    starts = .allocate(capacity: batch * max(arity, 1))
    lengths = .allocate(capacity: batch * max(arity, 1))
    lineOffsets = .allocate(capacity: batch)
  }

  deinit {
    starts.deallocate()
    lengths.deallocate()
    lineOffsets.deallocate()
  }

  func cells(of column: Int) -> (starts: UnsafePointer<UnsafePointer<UInt8>>, lengths: UnsafePointer<Int>) {
    (UnsafePointer(starts + column * batch), UnsafePointer(lengths + column * batch))
  }

  func offset(of line: Int) -> Int { lineOffsets[line] }

  /// Takes the next lines; whether there are more.
  mutating func split(_ faults: inout [TableFault]) -> Bool {
    let (first, others) = (delimiter[0], delimiter.dropFirst())
    count = 0
    while count < batch, position < length {
      let line = position
      lineOffsets[count] = line
      var (cell, found) = (position, 0)
      while true {
        let end = next(first, from: position)
        let isLast = end == length || start[end] == UInt8(ascii: "\n")
        if !isLast, !others.isEmpty {
          // The first byte of a longer delimiter, alone, belongs to the cell.
          guard end + delimiter.count <= length, others.indices.allSatisfy({ start[end + $0] == delimiter[$0] }) else {
            position = end + 1
            continue
          }
        }
        let isReturned = isLast && end > cell && start[end - 1] == UInt8(ascii: "\r")
        add(cell, end - cell - (isReturned ? 1 : 0), column: found)
        found += 1
        position = min(end + (isLast ? 1 : delimiter.count), length)
        cell = position
        if isLast { break }
      }
      finish(line: line, found, &faults)
    }
    return position < length
  }

  @inline(__always)
  private func add(_ cell: Int, _ length: Int, column: Int) {
    guard column < arity else { return }
    starts[column * batch + count] = UnsafePointer(start + cell)
    lengths[column * batch + count] = length
  }

  @inline(__always)
  private mutating func finish(line: Int, _ found: Int, _ faults: inout [TableFault]) {
    if found == arity {
      count += 1
    } else if arity == 0, found == 1, position - line >= 2, start[line] == UInt8(ascii: "("),
      start[line + 1] == UInt8(ascii: ")")
    {
      // The one row of a relation without columns is written `()`.
      count += 1
    } else if faults.count < TableReader.mostFaults {
      faults.append(TableFault(offset: line, reason: .cells(found: found)))
    }
  }

  /// Where the next such byte or line end is, or the end; eight bytes at a time.
  ///
  /// - Source: Mycroft's test for a zero byte; Warren, "Hacker's Delight", 2003, section 6-1.
  @inline(__always)
  private func next(_ byte: UInt8, from position: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (bytes, lineEnds) = (ones &* UInt64(byte), ones &* UInt64(UInt8(ascii: "\n")))
    var position = position
    while position < length {
      let word = UnsafeRawPointer(start + position).loadUnaligned(as: UInt64.self)
      let (one, other) = (word ^ bytes, word ^ lineEnds)
      let marks = ((one &- ones) & ~one | (other &- ones) & ~other) & (ones << 7)
      if marks != 0 { return min(position + marks.trailingZeroBitCount / 8, length) }
      position += 8
    }
    return length
  }

  /// Takes the next lines of a text with quotes; whether there are more.
  mutating func splitQuoted(_ faults: inout [TableFault]) -> Bool {
    count = 0
    while count < batch, position < length {
      let line = position
      lineOffsets[count] = line
      var found = 0
      var reason: TableFault.Reason?
      while true {
        var cell = position
        var end: Int
        if position < length, start[position] == UInt8(ascii: "\"") {
          cell += 1
          end = unquoted(&reason)
        } else {
          while position < length, start[position] != UInt8(ascii: "\n"), !isDelimiter(position) { position += 1 }
          end = position
          let isLast = position == length || start[position] == UInt8(ascii: "\n")
          if isLast, end > cell, start[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        }
        add(cell, end - cell, column: found)
        found += 1
        if position == length || start[position] == UInt8(ascii: "\n") { break }
        position += delimiter.count
      }
      if position == length, !isEnd {
        // What quotes have moved is read again, from where it came.
        position = line
        return false
      }
      position = min(position + 1, length)
      if let reason {
        if faults.count < TableReader.mostFaults { faults.append(TableFault(offset: line, reason: reason)) }
      } else {
        finish(line: line, found, &faults)
      }
    }
    return position < length
  }

  private func isDelimiter(_ position: Int) -> Bool {
    position + delimiter.count <= length && delimiter.indices.allSatisfy { start[position + $0] == delimiter[$0] }
  }

  /// Reads a quoted cell and what follows up to the next delimiter or line end; the end of its text.
  private mutating func unquoted(_ reason: inout TableFault.Reason?) -> Int {
    var end = position + 1
    position += 1
    while true {
      guard position < length else {
        reason = .unclosedQuote
        return end
      }
      if start[position] == UInt8(ascii: "\"") {
        position += 1
        guard position < length, start[position] == UInt8(ascii: "\"") else { break }
      }
      start[end] = start[position]
      end += 1
      position += 1
    }
    if position < length, start[position] == UInt8(ascii: "\r") { position += 1 }
    while position < length, start[position] != UInt8(ascii: "\n"), !isDelimiter(position) {
      reason = .textAfterQuote
      position += 1
    }
    return end
  }
}

// MARK: Numbers

/// The bit pattern of the number that a cell holds; nil if it is none, or does not fit.
///
/// As Soufflé: decimal, `0x` or `0b`, with a sign; a float in any notation, finite.
private func word(of cell: UnsafeBufferPointer<UInt8>, _ kind: CellKind) -> UInt64? {
  if kind == .float {
    guard let number = Double(String(decoding: cell, as: UTF8.self)), number.isFinite else { return nil }
    return number == 0 ? 0 : number.bitPattern
  }
  var digits = cell[...]
  var isNegative = false
  if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
    isNegative = sign == UInt8(ascii: "-")
    digits = digits.dropFirst()
  }
  var radix: UInt64 = 10
  if digits.count > 2, digits[digits.startIndex] == UInt8(ascii: "0") {
    switch digits[digits.startIndex + 1] {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): radix = 16
    case UInt8(ascii: "b"), UInt8(ascii: "B"): radix = 2
    default: break
    }
    if radix != 10 { digits = digits.dropFirst(2) }
  }
  guard !digits.isEmpty else { return nil }
  var size: UInt64 = 0
  for byte in digits {
    let digit: UInt64
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt64(byte - UInt8(ascii: "A")) + 10
    default: return nil
    }
    guard digit < radix else { return nil }
    let (product, overflow) = size.multipliedReportingOverflow(by: radix)
    let (sum, carry) = product.addingReportingOverflow(digit)
    if overflow || carry { return nil }
    size = sum
  }
  if kind == .unsigned { return isNegative && size > 0 ? nil : size }
  if isNegative { return size <= 1 << 63 ? 0 &- size : nil }
  return size < 1 << 63 ? size : nil
}
