// Words that go with numbers.

/// A noun in the singular and in the plural.
package struct Noun: Sendable {
  /// For one, as in “finding”.
  package let one: Wording
  /// For any other number, as in “findings”.
  package let many: Wording

  /// A noun in both numbers.
  package init(one: Wording, many: Wording) {
    self.one = one
    self.many = many
  }

  /// The form that goes with a number, without the number: `fout` with 1, else `fouten`.
  package func form(for count: Int) -> Wording { count == 1 ? one : many }

  /// The number and the noun: `2 errors`.
  package func counted(_ count: Int) -> Wording { Wording { "\(count) \(form(for: count)[$0])" } }
}

extension Diagnostic.Severity {
  /// What something of this severity is called: an error, a warning, a note.
  package var noun: Noun {
    switch self {
    case .error: Messages.error
    case .warning: Messages.warning
    case .note: Messages.note
    }
  }
}

extension Sequence where Element == String {
  /// As a sentence lists them: `a, b and c`.
  ///
  /// - Complexity: O(length)
  package func listed(in language: Language) -> String {
    let items = Array(self)
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) \(Messages.and[language]) \(last)"
  }
}
