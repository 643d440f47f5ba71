// Changes of a text at ranges: what no change touches stays to the byte.

import SourceDiagnostics

/// A text with the changes that are to be made in it.
struct TextSplices {
  let scalars: [Unicode.Scalar]
  /// How the text ends its lines.
  let lineEnd: String
  private var splices: [(range: Range<Int>, text: String)] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    lineEnd = text.unicodeScalars.contains("\r") && text.contains("\r\n") ? "\r\n" : "\n"
  }

  var isEmpty: Bool { splices.isEmpty }

  /// Whether something changes within a range or on the line behind it.
  func touch(_ range: Range<Int>) -> Bool {
    let end = nextLine(after: range.upperBound)
    return splices.contains { $0.range.lowerBound >= range.lowerBound && $0.range.lowerBound <= end }
  }

  mutating func replace(_ range: Range<Int>, with text: String) { splices.append((range, text)) }

  /// Inserts; what is inserted at the same place stands in the order of the calls.
  mutating func insert(_ text: String, at offset: Int) { splices.append((offset..<offset, text)) }

  /// The text with all changes; of two that overlap, the one that begins first counts.
  ///
  /// - Complexity: O(size of the text + n log n) for n changes.
  var result: String {
    let sorted = splices.enumerated().sorted { left, right in
      if left.element.range.lowerBound != right.element.range.lowerBound {
        return left.element.range.lowerBound < right.element.range.lowerBound
      }
      // What is inserted before something stands before what replaces it.
      if left.element.range.isEmpty != right.element.range.isEmpty { return left.element.range.isEmpty }
      return left.offset < right.offset
    }
    var output = String.UnicodeScalarView()
    var position = 0
    for (_, splice) in sorted where splice.range.lowerBound >= position {
      output.append(contentsOf: scalars[position..<splice.range.lowerBound])
      output.append(contentsOf: splice.text.unicodeScalars)
      position = splice.range.upperBound
    }
    output.append(contentsOf: scalars[position...])
    return String(output)
  }

  // MARK: Lines

  /// Where the line of an offset begins.
  func lineStart(of offset: Int) -> Int {
    var start = offset
    while start > 0, !isLineBreak(scalars[start - 1]) { start -= 1 }
    return start
  }

  /// Where the line of an offset ends, before its line break.
  func lineEnd(of offset: Int) -> Int {
    var end = offset
    while end < scalars.count, !isLineBreak(scalars[end]) { end += 1 }
    return end
  }

  /// After the line break of the line of an offset.
  func nextLine(after offset: Int) -> Int {
    let end = lineEnd(of: offset)
    guard end < scalars.count else { return end }
    return scalars[end] == "\r" && end + 1 < scalars.count && scalars[end + 1] == "\n" ? end + 2 : end + 1
  }

  /// The column of an offset, from 0.
  func column(of offset: Int) -> Int { offset - lineStart(of: offset) }

  /// Whether only blanks, or the dash of a list, stand before an offset on its line.
  func isFirstOnLine(_ offset: Int) -> Bool { scalars[lineStart(of: offset)..<offset].allSatisfy { $0 == " " } }
}
