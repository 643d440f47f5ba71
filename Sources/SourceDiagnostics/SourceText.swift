// Texts that somebody wrote, and places in them.
//
// This module knows where text came from and how to show what is wrong with it. It must not know any grammar.

/// One text as it was read: a file of a project, a rule page, a program.
public struct SourceText: Sendable, Hashable {
  /// The path as it is shown to the user; it also identifies the text within one run.
  public let path: String
  /// The whole content.
  public let content: String

  /// A text with the path that identifies it.
  public init(path: String, content: String) {
    self.path = path
    self.content = content
  }

  /// The lines, without their ends; what follows the last end is a line too. A line ends where YAML says so, so that
  /// places and excerpts agree: at LF, CR LF, CR, and the three ends of Unicode that word processors leave behind.
  ///
  /// - Complexity: O(size of the text)
  public var lines: [Substring] {
    var text = content
    let bounds = text.withUTF8 { lineEnds(in: $0) }
    var lines: [Substring] = []
    var start = text.utf8.startIndex
    var offset = 0
    for bound in bounds {
      let end = text.utf8.index(start, offsetBy: bound.lowerBound - offset)
      lines.append(text[start..<end])
      start = text.utf8.index(end, offsetBy: bound.count)
      offset = bound.upperBound
    }
    return lines + [text[start...]]
  }

  /// The place after the last character.
  ///
  /// - Complexity: O(size of the text)
  public var end: SourcePlace {
    var text = content
    return text.withUTF8 { bytes in
      let ends = lineEnds(in: bytes)
      let last = bytes[(ends.last?.upperBound ?? 0)...]
      // Every scalar has one byte that does not continue another.
      let length = last.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      return SourcePlace(path: path, line: ends.count + 1, column: length + 1)
    }
  }
}

/// Where the bytes of the line ends are.
// SAFETY: the bytes of a text while `withUTF8` runs; none beyond their count is looked at.
private func lineEnds(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
  func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
  var ends: [Range<Int>] = []
  var index = 0
  while index < bytes.count {
    let length =
      switch bytes[index] {
      case 0x0A: 1
      case 0x0D: byte(index + 1) == 0x0A ? 2 : 1
      case 0xC2: byte(index + 1) == 0x85 ? 2 : 0
      case 0xE2: byte(index + 1) == 0x80 && (byte(index + 2) == 0xA8 || byte(index + 2) == 0xA9) ? 3 : 0
      default: 0
      }
    if length > 0 { ends.append(index..<index + length) }
    index += max(1, length)
  }
  return ends
}

/// Whether a scalar ends a line; CR LF together end one.
public func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
  default: false
  }
}

/// A stretch of one line in a text.
///
/// Lines and columns count from 1; columns and `length` count Unicode scalars, as libyaml does. A place in a text that
/// has no lines to speak of (a missing file, a folder) has line 0. Every value of a project and every name of a program
/// carries a place, so it is four words of 32 bits and nothing to be counted; what does not fit is cut to the largest.
public struct SourcePlace: Sendable, Hashable {
  /// The file that it is in.
  public let file: SourcePath
  private let storedLine: UInt32
  private let storedColumn: UInt32
  private let storedLength: UInt32

  /// A stretch of a line in a file that is known by its number.
  public init(in file: SourcePath, line: Int, column: Int, length: Int = 1) {
    self.file = file
    storedLine = UInt32(clamping: line)
    storedColumn = UInt32(clamping: column)
    storedLength = UInt32(clamping: max(1, length))
  }

  /// A stretch of a line in the file with a path.
  ///
  /// - Complexity: O(bytes of the path)
  public init(path: String, line: Int, column: Int, length: Int = 1) {
    self.init(in: SourcePath(path), line: line, column: column, length: length)
  }

  /// The file or folder as a whole.
  public init(path: String) { self.init(path: path, line: 0, column: 0) }

  /// The path of the file.
  public var path: String { file.text }
  /// The line, from 1; 0 for the file as a whole.
  public var line: Int { Int(storedLine) }
  /// The column, in Unicode scalars from 1.
  public var column: Int { Int(storedColumn) }
  /// How many scalars are meant; at least 1, so that there is always something to point at.
  public var length: Int { Int(storedLength) }

  /// `path:line:column`, or the path alone where there is no line.
  public var description: String {
    line == 0 ? path : "\(path):\(line):\(column)"
  }
}

extension SourcePlace: Comparable, CustomStringConvertible {
  /// By path, then line, then column, then length: the order in which faults are reported.
  public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    if left.file != right.file { return left.path < right.path }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    return left.length < right.length
  }
}
