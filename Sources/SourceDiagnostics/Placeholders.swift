// Sentences with gaps, such as `{x} reports to {y}`, and filling them.

extension String {
  /// The names of the placeholders, in the order in which they stand. A placeholder is a name between braces that itself
  /// has none.
  ///
  /// - Complexity: O(length)
  package var placeholders: [String] {
    var names: [String] = []
    forEachPlaceholder { names.append(String(self[$1])) }
    return names
  }

  /// The text with values for its placeholders; one without a value stays as it is. What a value contains is never taken
  /// for a placeholder: names are whatever people write.
  ///
  /// - Complexity: O(length of the text and the values), and a call of `value` for each placeholder
  package func filled(_ value: (_ name: String) -> String?) -> String {
    var output = ""
    var copied = startIndex
    forEachPlaceholder { whole, name in
      guard let value = value(String(self[name])) else { return }
      output += self[copied..<whole.lowerBound]
      output += value
      copied = whole.upperBound
    }
    return output + self[copied...]
  }

  /// - Parameter body: gets where the placeholder stands with its braces, and without.
  private func forEachPlaceholder(_ body: (_ whole: Range<Index>, _ name: Range<Index>) -> Void) {
    var open: (brace: Index, name: Index)?
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let byte = utf8[index]
      let next = utf8.index(after: index)
      if byte == UInt8(ascii: "{") {
        open = (index, next)
      } else if byte == UInt8(ascii: "}"), let begin = open {
        body(begin.brace..<next, begin.name..<index)
        open = nil
      }
      index = next
    }
  }
}

extension Wording {
  /// The sentence with values for its placeholders in each language; one without a value stays as it is.
  ///
  /// - Complexity: O(length of the sentence and the values)
  package func filled(_ value: (_ name: String, _ language: Language) -> String?) -> Wording {
    Wording { language in self[language].filled { value($0, language) } }
  }
}
