// Other names for what a source declares or speaks of, so that two sources may use one name.

extension ParsedSource {
  /// The same source with other names for relations and types. Places stay those of what was written.
  ///
  /// In `source.content`, whatever has an old name has the new one, variables and columns too, which means the same. What
  /// is inside a component is left as it is, so a source with components is not renamed at all.
  ///
  /// - Parameter names: new names by old ones.
  /// - Complexity: O(size of the source)
  public func renaming(_ names: [String: String]) -> ParsedSource {
    let hasComponents = content.items.contains { if case .component = $0 { true } else { false } }
    if names.isEmpty || hasComponents { return self }
    let renaming = Renaming(relations: names, types: names)
    let items = content.items.map(renaming.applied(to:))
    let text = ProgramSource(path: source.path, content: source.text(renaming: names), firstLine: source.firstLine)
    return ParsedSource(source: text, content: .init(items: items, diagnostics: content.diagnostics))
  }
}

extension ProgramSource {
  /// The content with other identifiers; texts and comments stay.
  ///
  /// - Complexity: O(bytes)
  fileprivate func text(renaming names: [String: String]) -> String {
    let bytes = Array(content.utf8)
    var result: [UInt8] = []
    var end = 0
    for token in Lexer.tokens(of: self, bytes: bytes).tokens where token.kind == .identifier {
      guard let name = names[String(decoding: bytes[token.bytes], as: UTF8.self)] else { continue }
      result += bytes[end..<token.bytes.lowerBound]
      result += name.utf8
      end = token.bytes.upperBound
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }
}
