// Texts that somebody wrote, and places in them.
//
// This module knows where text came from and how to show what is wrong with it. It must not know any grammar.

/// One text as it was read: a file of a project, a rule page, a program.
public struct SourceText: Sendable, Hashable {
  /// The path as it is shown to the user; it also identifies the text within one run.
  public let path: String
  /// The whole content.
  public let content: String

  public init(path: String, content: String) {
    self.path = path
    self.content = content
  }

  /// The lines, without their ends; what follows the last end is a line too. A line ends where YAML says so, so that
  /// places and excerpts agree: at LF, CR LF, CR, and the three ends of Unicode that word processors leave behind.
  ///
  /// - Complexity: O(size of the text)
  public var lines: [Substring] {
    var bounds: [Int] = []
    var text = content
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let length = lineEndLength(bytes, at: index)
        if length > 0 { bounds += [index, index + length] }
        index += max(1, length)
      }
    }
    var lines: [Substring] = []
    var start = text.utf8.startIndex
    var offset = 0
    for pair in stride(from: 0, to: bounds.count, by: 2) {
      let end = text.utf8.index(start, offsetBy: bounds[pair] - offset)
      lines.append(text[start..<end])
      start = text.utf8.index(end, offsetBy: bounds[pair + 1] - bounds[pair])
      offset = bounds[pair + 1]
    }
    return lines + [text[start...]]
  }
}

/// The number of bytes of the line end that stands at an index; 0 where there is something else.
private func lineEndLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
  func follows(_ expected: [UInt8]) -> Bool { bytes[(index + 1)...].starts(with: expected) }
  switch bytes[index] {
  case 0x0A: return 1
  case 0x0D: return follows([0x0A]) ? 2 : 1
  case 0xC2: return follows([0x85]) ? 2 : 0
  case 0xE2: return follows([0x80, 0xA8]) || follows([0x80, 0xA9]) ? 3 : 0
  default: return 0
  }
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
/// has no lines to speak of (a missing file, a folder) has line 0.
public struct SourcePlace: Sendable, Hashable {
  public let path: String
  public let line: Int
  public let column: Int
  /// How many scalars are meant; at least 1, so that there is always something to point at.
  public let length: Int

  public init(path: String, line: Int, column: Int, length: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  /// The file or folder as a whole.
  public init(path: String) {
    self.init(path: path, line: 0, column: 0)
  }

  /// `path:line:column`, or the path alone where there is no line.
  public var description: String {
    line == 0 ? path : "\(path):\(line):\(column)"
  }
}

extension SourcePlace: Comparable, CustomStringConvertible {
  /// By path, then line, then column, then length: the order in which faults are reported.
  public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.line != right.line { return left.line < right.line }
    if left.column != right.column { return left.column < right.column }
    return left.length < right.length
  }
}
