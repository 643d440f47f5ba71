// A part of a program that was read, and waits for the other parts to be checked with.

/// The syntax tree of a source, with what is wrong with its form.
///
/// Reading needs nothing but the text, so it can be done at any time and on any core.
public struct ParsedSource: Sendable {
  /// The text, and where it came from.
  public let source: ProgramSource
  let content: Parser.Content

  /// Reads the text; what is wrong with its form is reported when it is checked.
  ///
  /// - Complexity: O(size of the text)
  public init(_ source: ProgramSource) {
    self.source = source
    content = Parser.content(of: source)
  }

  /// A source whose content was not read as a whole program.
  init(source: ProgramSource, content: Parser.Content) {
    self.source = source
    self.content = content
  }
}
