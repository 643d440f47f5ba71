// Regular expressions for `match`.

import _StringProcessing

/// A compiled pattern, of the dialect of Swift's `Regex`, which includes that of ECMAScript which Soufflé uses.
struct Pattern {
  private let regex: Regex<AnyRegexOutput>

  /// Nil if the text is not a pattern.
  init?(_ text: String) {
    guard let regex = try? Regex(text) else { return nil }
    self.regex = regex.matchingSemantics(.unicodeScalar)
  }

  /// Whether it matches the text from its start to its end.
  ///
  /// - Complexity: exponential in the length of the text for some patterns, such as `(a+)+b`.
  func matches(_ text: String) -> Bool { (try? regex.wholeMatch(in: text)) != nil }
}
