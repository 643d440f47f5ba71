// CSV tables, as spreadsheets write them, to the same nodes as YAML.

import SourceDiagnostics

/// One row of a table: its first line, and a mapping from the header's names to the cells that are not empty.
struct TableRow {
  let place: SourcePlace
  let entries: [TextNode.Entry]
}

/// Reads a table with a header row.
///
/// The separator is `;` or `,`, whichever the header has more of; cells may be quoted (RFC 4180); several values in a
/// cell are separated by `|`; a header `source.line` makes a mapping under `source`. What is wrong with a column is
/// reported once, in the header.
///
/// - Complexity: O(size of the text)
func rows(ofTable text: SourceText, requiring required: [String], reading: inout Reading) -> [TableRow] {
  var scanner = TableScanner(text: text)
  let records = scanner.records()
  reading.diagnostics += scanner.diagnostics
  guard let header = records.first, header.contains(where: { !$0.text.isEmpty }) else {
    reading.report(.emptyTable, at: SourcePlace(path: text.path))
    return []
  }
  let missing = required.filter { term in !header.contains { reading.vocabulary.term($0.text) == term } }
  for term in missing { reading.report(.missingColumn(reading.words([term])[0]), at: header[0].place) }
  guard missing.isEmpty else { return [] }
  return records.dropFirst().compactMap { record in
    guard record.contains(where: { !$0.text.isEmpty }) else { return nil }
    if let surplus = record.dropFirst(header.count).first(where: { !$0.text.isEmpty }) {
      reading.report(.tableTooManyCells(expected: header.count), at: surplus.place)
    }
    var entries: [TextNode.Entry] = []
    for (name, cell) in zip(header, record) where !cell.text.isEmpty {
      if name.text.isEmpty {
        reading.report(.tableColumnWithoutName, at: cell.place)
        continue
      }
      let path = name.text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      insert(cell.node, at: path[...], keyPlace: name.place, into: &entries)
    }
    return TableRow(place: record[0].place, entries: entries)
  }
}

/// Puts a cell under its dotted name.
private func insert(
  _ node: TextNode, at path: ArraySlice<String>, keyPlace: SourcePlace, into entries: inout [TextNode.Entry]
) {
  guard let key = path.first else { return }
  if path.count == 1 {
    entries.append(.init(key: key, keyPlace: keyPlace, value: node))
    return
  }
  let index = entries.firstIndex { $0.key == key && $0.value.entries != nil }
  var inner = index.flatMap { entries[$0].value.entries } ?? []
  insert(node, at: path.dropFirst(), keyPlace: keyPlace, into: &inner)
  let place = index.map { entries[$0].value.place } ?? node.place
  let entry = TextNode.Entry(key: key, keyPlace: keyPlace, value: TextNode(content: .mapping(inner), place: place))
  if let index { entries[index] = entry } else { entries.append(entry) }
}

private struct Cell {
  let text: String
  let place: SourcePlace

  var node: TextNode {
    let isList = text.utf8.contains(UInt8(ascii: "|"))
    let parts = isList ? text.split(separator: "|", omittingEmptySubsequences: true).map { trimmed($0) } : []
    guard parts.count > 1 else { return TextNode(content: .scalar(text), place: place) }
    return TextNode(content: .list(parts.map { TextNode(content: .scalar($0), place: place) }), place: place)
  }
}

private struct TableScanner {
  private let file: SourcePath
  private let scalars: [Unicode.Scalar]
  private let separator: Unicode.Scalar
  private var index = 0
  private var line = 1
  private var column = 1
  private(set) var diagnostics: [Diagnostic] = []

  init(text: SourceText) {
    file = SourcePath(text.path)
    scalars = Array(text.content.unicodeScalars)
    let header = scalars.prefix { $0 != "\n" && $0 != "\r" }
    separator = header.count { $0 == ";" } > header.count { $0 == "," } ? ";" : ","
  }

  mutating func records() -> [[Cell]] {
    var records: [[Cell]] = []
    while index < scalars.count { records.append(record()) }
    return records
  }

  private mutating func record() -> [Cell] {
    var cells: [Cell] = []
    while true {
      cells.append(cell())
      guard index < scalars.count else { return cells }
      if advance() != separator { return cells }
    }
  }

  /// One cell, up to its separator, its line's end or the end of the text.
  private mutating func cell() -> Cell {
    let start = SourcePlace(in: file, line: line, column: column)
    let quoted = quotedText(from: start)
    var text = String.UnicodeScalarView()
    while index < scalars.count, !isEnd(scalars[index]) { text.append(advance()) }
    if index + 1 < scalars.count, scalars[index] == "\r", scalars[index + 1] == "\n" { index += 1 }
    let rest = trimmed(Substring(String(text)))
    if quoted != nil, !rest.isEmpty { diagnostics.append(Fault.tableTextAfterQuote.diagnostic(at: start)) }
    let content = quoted.map { trimmed($0[...]) } ?? rest
    if containsControl(content) {
      diagnostics.append(Fault.controlCharacter.diagnostic(at: start))
    }
    let place = SourcePlace(
      in: file, line: start.line, column: start.column, length: content.unicodeScalars.count)
    return Cell(text: content, place: place)
  }

  /// What stands between quotation marks, or nil where the cell does not start with one.
  private mutating func quotedText(from start: SourcePlace) -> String? {
    guard index < scalars.count, scalars[index] == "\"" else { return nil }
    var text = String.UnicodeScalarView()
    advance()
    while index < scalars.count {
      let scalar = advance()
      if scalar != "\"" {
        text.append(scalar)
      } else if index < scalars.count, scalars[index] == "\"" {
        text.append(advance())
      } else {
        return String(text)
      }
    }
    diagnostics.append(Fault.tableQuote.diagnostic(at: start))
    return String(text)
  }

  private func isEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == separator || scalar == "\n" || scalar == "\r" }

  @discardableResult
  private mutating func advance() -> Unicode.Scalar {
    let scalar = scalars[index]
    index += 1
    let isFirstHalf = scalar == "\r" && index < scalars.count && scalars[index] == "\n"
    if isLineBreak(scalar), !isFirstHalf { (line, column) = (line + 1, 1) } else { column += 1 }
    return scalar
  }
}

private func trimmed(_ text: Substring) -> String {
  var rest = text.drop { $0 == " " || $0 == "\t" }
  while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
  return String(rest)
}
