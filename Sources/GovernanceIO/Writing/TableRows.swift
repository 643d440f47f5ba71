// The rows of a table as text: cells said anew, columns and rows added, and everything else as it was written.

import GovernanceModel
import SourceDiagnostics

/// A table's text, row by row. A row has its number from the start; new rows get the next ones.
struct TableRows {
  let phrases: TablePhrases
  private let owner: String
  private let scanner: TableScanner
  /// As scanned, the header among them.
  private let records: [[TableCell]]
  private let lineEnd: String
  private let quotesAll: Bool
  /// Of the header, and of what it gets at its end.
  private var columns: [TableColumn]
  private var names: [String]
  private var numbers: [String: [Int]] = [:]
  /// The texts by column, of rows that were touched or are new.
  private var texts: [Int: [Int: String]] = [:]
  private var deleted: Set<Int> = []
  /// New rows, by the row that they stand behind.
  private var following: [Int: [Int]] = [:]
  private var count: Int
  /// The last row that says something.
  private var last: Int

  /// - Returns: nil for a text without a header.
  /// - Complexity: O(size of the text)
  init?(_ text: SourceText, owner: String, vocabulary: Vocabulary, otherwise language: Language) {
    var scanner = TableScanner(text: text)
    let records = scanner.records()
    guard let header = records.first else { return nil }
    self.owner = owner
    (self.scanner, self.records) = (scanner, records)
    names = header.map(\.text)
    columns = names.map { TableColumn(header: $0, owner: owner, vocabulary: vocabulary) }
    var words = LanguageCount(vocabulary: vocabulary)
    for name in names { for part in name.split(separator: ".") { words.count(String(part)) } }
    phrases = TablePhrases(vocabulary: vocabulary, language: words.language ?? language)
    let scalars = scanner.scalars
    func isQuoted(_ cell: TableCell) -> Bool { !cell.range.isEmpty && scalars[cell.range.lowerBound] == "\"" }
    quotesAll = header.allSatisfy(isQuoted)
    let end = header.last?.range.upperBound ?? 0
    let next = records.dropFirst().first?.first?.range.lowerBound ?? scalars.count
    lineEnd = end < next ? String(String.UnicodeScalarView(scalars[end..<next])) : "\n"
    count = records.count
    last = 0
    let key = columns.firstIndex(of: TableColumn([.term("id")]))
    for (number, record) in records.enumerated().dropFirst() {
      guard record.contains(where: { !$0.text.isEmpty }) else { continue }
      last = number
      if let key, key < record.count { numbers[record[key].text, default: []].append(number) }
    }
  }

  private var separator: String { String(scanner.separator) }

  /// A line of its own with these cells, written as the header is.
  func line(of cells: [String]) -> String {
    cells.map { encoded($0, isQuoted: quotesAll) }.joined(separator: separator) + lineEnd
  }

  var areChanged: Bool { !texts.isEmpty || !deleted.isEmpty }

  // MARK: Looking

  /// The rows of an id, in order.
  func numbers(of id: String) -> [Int] { numbers[id] ?? [] }

  /// The cell that begins at a place.
  ///
  /// - Complexity: O(log n) for n rows
  func cell(at place: SourcePlace) -> (row: Int, column: TableColumn)? {
    // The first row that begins behind the place.
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if records[middle][0].place.line <= place.line { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let cells = records[low - 1]
    let index = cells.firstIndex { $0.place.line == place.line && $0.place.column == place.column }
    return index.flatMap { $0 < columns.count ? (low - 1, columns[$0]) : nil }
  }

  /// The values that stand in the cell of a column.
  func items(of column: TableColumn, in row: Int) -> [String] {
    let texts = texts(of: row)
    let text = columns.indices.lazy.filter { columns[$0] == column }.compactMap { texts[$0] }.first
    return text.map { cellValues(in: $0) } ?? []
  }

  /// Whether something stands in the columns under one, such as `members.to`.
  func hasLongForm(of column: TableColumn, in row: Int) -> Bool {
    texts(of: row).keys.contains { columns[$0] != column && columns[$0].parts.starts(with: column.parts) }
  }

  private func texts(of row: Int) -> [Int: String] {
    if let touched = texts[row] { return touched }
    var written: [Int: String] = [:]
    for (column, cell) in records[row].prefix(columns.count).enumerated() where !cell.text.isEmpty {
      written[column] = cell.text
    }
    return written
  }

  // MARK: Changing

  /// Says something anew: whatever stood in a column and those under it gives way to the entries.
  mutating func say(_ entries: [TableEntry], under column: TableColumn, in row: Int) {
    var texts = texts(of: row)
    let old = texts.keys.filter { columns[$0].parts.starts(with: column.parts) }
    let new = entries.map { (index(for: $0, preferring: old), $0.text) }
    for index in old { texts[index] = nil }
    for (index, text) in new { texts[index] = text }
    self.texts[row] = texts
  }

  /// Strikes a row.
  mutating func deleteRow(_ row: Int) { deleted.insert(row) }

  /// Adds a row behind the others of the id, or behind all.
  mutating func insert(_ id: String, _ entries: [TableEntry]) {
    let number = count
    count += 1
    texts[number] = [:]
    say([TableEntry([.term("id")], id)] + entries, under: TableColumn([]), in: number)
    following[numbers[id]?.last ?? last, default: []].append(number)
    if numbers[id] == nil { last = number }
    numbers[id, default: []].append(number)
  }

  /// The column for an entry: one that is filled in already, one that the header has, or a new one.
  private mutating func index(for entry: TableEntry, preferring filled: [Int]) -> Int {
    let isList = entry.text.contains("|")
    let meanings = [entry.column] + (isList ? [] : entry.column.longForms)
    for indices in [filled.sorted(), Array(columns.indices)] {
      for meaning in meanings {
        if let index = indices.first(where: { columns[$0] == meaning }) { return index }
      }
    }
    names.append(name(of: entry.column))
    columns.append(entry.column)
    return columns.count - 1
  }

  /// A header for a new column, in the words of those that are there.
  private func name(of column: TableColumn) -> String {
    var owner = owner
    return column.parts.indices.map { depth in
      let beginning = column.parts[...depth]
      let word: String
      switch column.parts[depth] {
      case .term(let term): word = phrases.word(term)
      case .field(let key):
        word = phrases.field(key, of: owner)
        owner = key
      }
      guard let index = columns.firstIndex(where: { $0.parts.starts(with: beginning) }) else { return word }
      return String(names[index].split(separator: ".", omittingEmptySubsequences: false)[depth])
    }.joined(separator: ".")
  }

  // MARK: The result

  /// The whole text with all changes.
  ///
  /// - Complexity: O(size of the text)
  var result: String {
    var output = String.UnicodeScalarView()
    var pending = ""
    for row in records.indices {
      var next = [row]
      while let row = next.popLast() {
        next += (following[row] ?? []).reversed()
        if deleted.contains(row) { continue }
        output.append(contentsOf: pending.unicodeScalars)
        append(row, to: &output)
        pending = ending(of: row)
      }
    }
    // A text without an end to its last line stays so.
    let isEnded = records.indices.last.map { !written(range(of: $0).upperBound..<end(of: $0)).isEmpty } ?? false
    if isEnded { output.append(contentsOf: pending.unicodeScalars) }
    return String(output)
  }

  private func append(_ row: Int, to output: inout String.UnicodeScalarView) {
    let cells = row < records.count ? records[row] : []
    guard row > 0, let texts = texts[row] else {
      output.append(contentsOf: scanner.scalars[range(of: row)])
      for name in row == 0 ? names[cells.count...] : [] {
        output.append(contentsOf: (separator + encoded(name, isQuoted: quotesAll)).unicodeScalars)
      }
      return
    }
    for index in 0..<max(cells.count, (texts.keys.max() ?? 0) + 1) {
      if index > 0 { output.append(scanner.separator) }
      let cell = index < cells.count ? cells[index] : nil
      let text = texts[index] ?? ""
      if let cell, cell.text == text || index >= columns.count {
        output.append(contentsOf: scanner.scalars[cell.range])
      } else {
        let wasQuoted = cell.map { !$0.range.isEmpty && scanner.scalars[$0.range.lowerBound] == "\"" } ?? quotesAll
        output.append(contentsOf: encoded(text, isQuoted: wasQuoted && !text.isEmpty).unicodeScalars)
      }
    }
  }

  /// A text as a cell: between quotation marks where they are needed, or where those around it are.
  private func encoded(_ text: String, isQuoted: Bool) -> String {
    let scalars = text.unicodeScalars
    let isSpecial = scalars.contains { $0 == scanner.separator || $0 == "\"" || isLineBreak($0) }
    guard isQuoted || isSpecial else { return text }
    // Scalar by scalar, as it is read: an accent may follow a quotation mark.
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in scalars { quoted.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
    return String(quoted) + "\""
  }

  /// From the first cell to the last, without the line end.
  private func range(of row: Int) -> Range<Int> {
    (records[row].first?.range.lowerBound ?? 0)..<(records[row].last?.range.upperBound ?? 0)
  }

  /// Where the next row begins.
  private func end(of row: Int) -> Int {
    row + 1 < records.count ? range(of: row + 1).lowerBound : scanner.scalars.count
  }

  /// How a row's line ends; as the others do, where it is new or the last.
  private func ending(of row: Int) -> String {
    guard row < records.count else { return lineEnd }
    let written = written(range(of: row).upperBound..<end(of: row))
    return written.isEmpty ? lineEnd : written
  }

  private func written(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scanner.scalars[range])) }
}
