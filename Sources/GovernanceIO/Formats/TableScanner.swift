// The cells of a CSV text, each with its place and its range.

import SourceDiagnostics
import WorkControl

/// One cell of a table.
struct TableCell {
  /// Without quotation marks and without blanks around it.
  let text: String
  let place: SourcePlace
  private let start: UInt32
  private let end: UInt32

  /// - Parameter range: from separator to separator; empty in formats that nothing is written back into.
  init(text: String, place: SourcePlace, range: Range<Int> = 0..<0) {
    self.text = text
    self.place = place
    start = UInt32(clamping: range.lowerBound)
    end = UInt32(clamping: range.upperBound)
  }

  /// From separator to separator, in Unicode scalars from the start of the text: quotation marks and blanks are inside.
  var range: Range<Int> { Int(start)..<Int(end) }

  var node: TextNode {
    let values = cellValues(in: text)
    guard values.count > 1 else { return TextNode(content: .scalar(text), place: place) }
    return TextNode(content: .list(values.map { TextNode(content: .scalar($0), place: place) }), place: place)
  }
}

/// The values that `|` separates; a text without is one value.
func cellValues(in text: String) -> [String] {
  guard text.utf8.contains(UInt8(ascii: "|")) else { return [text] }
  let parts = text.split(separator: "|", omittingEmptySubsequences: true).map { trimmed($0) }
  return parts.count > 1 ? parts : [text]
}

/// Finds the records of a text and their cells (RFC 4180).
///
/// The separator is `;` or `,`, whichever the first line has more of. Each record begins where the one before it ends.
struct TableScanner {
  let scalars: [Unicode.Scalar]
  let separator: Unicode.Scalar
  private let file: SourcePath
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

  /// - Complexity: O(size of the text), less once it is cancelled: then the records mean nothing.
  mutating func records(cancellation: Cancellation? = nil) -> [[TableCell]] {
    var records: [[TableCell]] = []
    while index < scalars.count, cancellation?.isCancelled != true { records.append(record()) }
    return records
  }

  private mutating func record() -> [TableCell] {
    var cells: [TableCell] = []
    while true {
      cells.append(cell())
      guard index < scalars.count else { return cells }
      if advance() != separator { return cells }
    }
  }

  /// One cell, up to its separator, its line's end or the end of the text.
  private mutating func cell() -> TableCell {
    let start = SourcePlace(in: file, line: line, column: column)
    let begin = index
    let quoted = quotedText(from: start)
    var text = String.UnicodeScalarView()
    while index < scalars.count, !isEnd(scalars[index]) { text.append(advance()) }
    let range = begin..<index
    if index + 1 < scalars.count, scalars[index] == "\r", scalars[index + 1] == "\n" { index += 1 }
    let rest = trimmed(Substring(String(text)))
    if quoted != nil, !rest.isEmpty { diagnostics.append(Fault.tableTextAfterQuote.diagnostic(at: start)) }
    let content = quoted.map { trimmed($0[...]) } ?? rest
    if containsControl(content) {
      diagnostics.append(Fault.controlCharacter.diagnostic(at: start))
    }
    let place = SourcePlace(
      in: file, line: start.line, column: start.column, length: content.unicodeScalars.count)
    return TableCell(text: content, place: place, range: range)
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

/// Without the blanks around it.
func trimmed(_ text: Substring) -> String {
  var rest = text.drop { $0 == " " || $0 == "\t" }
  while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
  return String(rest)
}
