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

  /// The lines, without their ends; `\n` and `\r\n` end a line, and what follows the last one is a line too.
  ///
  /// - Complexity: O(size of the text)
  public var lines: [Substring] {
    content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
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
